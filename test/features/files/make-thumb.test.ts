import { describe, expect, test } from "bun:test";
import { decode, encode } from "fast-png";
import { makeThumb } from "../../../src/features/files/make-thumb.ts";
import { readThumbSize } from "../../../src/features/files/thumb-size.ts";

type Colour = "red" | "green" | "blue" | "white";
const colours: Readonly<Record<Colour, readonly number[]>> = {
  red: [255, 0, 0],
  green: [0, 255, 0],
  blue: [0, 0, 255],
  white: [255, 255, 255],
};

/** Three stripes of equal size: side by side where it is wide, one above the other where it is high. */
function striped(width: number, height: number, stripes: readonly Colour[]): Blob {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const along = width >= height ? x / width : y / height;
      data.set(colours[stripes[Math.floor(along * stripes.length)]!], (y * width + x) * 3);
    }
  }
  return new Blob([encode({ width, height, data, channels: 3, depth: 8 }).slice()]);
}

const thumb = (source: Blob, size: string) => makeThumb(source, readThumbSize(size)!);

/** Its size, and the colour in its middle. */
async function look(bytes: Uint8Array | null) {
  if (!bytes) return null;
  const { format } = await new Bun.Image(bytes).metadata();
  const { width, height, data, channels } = decode(await new Bun.Image(bytes).png().bytes());
  const start = (Math.floor(height / 2) * width + Math.floor(width / 2)) * channels;
  const middle = [...data.slice(start, start + 3)];
  const colour = Object.entries(colours).find(([, rgb]) =>
    rgb.every((value, index) => Math.abs(value - Number(middle[index])) < 40),
  );
  return `${format} ${width}x${height} ${colour?.[0]}`;
}

describe("a thumb", () => {
  const wide = striped(300, 100, ["red", "green", "blue"]);
  const high = striped(100, 300, ["red", "green", "blue"]);
  const rows: [source: Blob, size: string, looks: string][] = [
    [wide, "50x50", "png 50x50 green"],
    [wide, "50x50t", "png 50x50 green"],
    [high, "50x50", "png 50x50 green"],
    [high, "50x50t", "png 50x50 red"],
    [high, "50x50b", "png 50x50 blue"],
    [high, "50x50f", "png 17x50 green"],
    [wide, "50x50f", "png 50x17 green"],
    [wide, "0x50", "png 150x50 green"],
    [wide, "60x0", "png 60x20 green"],
    [wide, "60x20", "png 60x20 green"],
    [wide, "200x200", "png 200x200 green"],
    [wide, "900x0", "png 900x300 green"],
    [wide, "900x900f", "png 300x100 green"],
  ];
  for (const [source, size, looks] of rows) {
    test(`${source === wide ? "of a wide image" : "of a high image"}, ${size}`, async () => {
      expect(await look(await thumb(source, size))).toBe(looks);
    });
  }

  test("keeps the format of photographs", async () => {
    const jpeg = await new Bun.Image(await wide.bytes()).jpeg().blob();
    const webp = await new Bun.Image(await wide.bytes()).webp().blob();
    expect(await look(await thumb(jpeg, "50x50"))).toBe("jpeg 50x50 green");
    expect(await look(await thumb(webp, "0x50"))).toBe("webp 150x50 green");
  });

  test("keeps what one can see through", async () => {
    const data = new Uint8Array(40 * 20 * 4).fill(128);
    const source = new Blob([encode({ width: 40, height: 20, data, channels: 4 }).slice()]);
    const made = decode((await thumb(source, "10x10"))!);
    expect(made.channels).toBe(4);
    expect(made.data[3]).toBe(128);
  });

  test("stands as a camera meant it", async () => {
    const jpeg = await new Bun.Image(await wide.bytes()).jpeg().bytes();
    // An EXIF block that says: turn it by 90 degrees.
    const exif = Uint8Array.fromHex(
      "ffe100224578696600004d4d002a00000008000101120003000000010006000000000000",
    );
    const turned = new Blob([jpeg.slice(0, 2), exif, jpeg.slice(2)]);
    expect(await look(await thumb(turned, "0x60"))).toBe("jpeg 20x60 green");
  });

  test("is not made of what is no image", async () => {
    for (const content of ["", "hello", "\x89PNG\r\n\x1a\nbroken", "<svg/>"]) {
      expect(await thumb(new Blob([content]), "50x50")).toBeNull();
    }
    const png = await wide.bytes();
    expect(await thumb(new Blob([png.slice(0, png.length / 2)]), "50x50")).toBeNull();
  });

  test("is not made of what would fill the memory", async () => {
    // A header that promises 60,000 × 60,000 pixels: 14 GB once unpacked.
    const bomb = (await striped(10, 10, ["red"]).bytes()).slice();
    const header = new DataView(bomb.buffer);
    header.setUint32(16, 60_000);
    header.setUint32(20, 60_000);
    header.setUint32(29, Bun.hash.crc32(bomb.slice(12, 29)));
    expect(await thumb(new Blob([bomb]), "50x50")).toBeNull();
    expect(await thumb(striped(10_000, 1, ["red"]), "100x100")).toBeNull();
    expect(await thumb(striped(1, 10_000, ["red"]), "99999x0")).toBeNull();
  });
});

test("sizes are read, and nothing else is", () => {
  expect(readThumbSize("100x50t")).toEqual({
    text: "100x50t",
    width: 100,
    height: 50,
    keep: "top",
  });
  expect(readThumbSize("0x50f")).toMatchObject({ width: 0, height: 50, keep: "fit" });
  for (const text of ["", "0x0", "0x0t", "x50", "50", "50x50x", "-1x5", "../x", "1e3x5"]) {
    expect(readThumbSize(text)).toBeNull();
  }
});
