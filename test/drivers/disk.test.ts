import { afterEach, describe, expect, test } from "bun:test";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDisk } from "../../src/drivers/disk/open-disk.ts";

const made: string[] = [];

afterEach(async () => {
  for (const each of made.splice(0)) await rm(each, { recursive: true, force: true });
});

async function disk() {
  const root = join(await mkdtemp(join(tmpdir(), "vaultbase-disk-")), "storage");
  made.push(join(root, ".."));
  const paths = async () => {
    const found: string[] = [];
    for await (const { path } of blobs.list("")) found.push(path);
    return found.toSorted();
  };
  const blobs = openDisk(root);
  return { root, blobs, paths, files: () => readdir(root, { recursive: true }) };
}

const textOf = async (blob: { readonly content: Blob } | null) => blob?.content.text();

describe("blobs on a disk", () => {
  test("are read as they were put, with size and time, and by parts", async () => {
    const { blobs } = await disk();
    await blobs.put("c/r/a.txt", new Blob(["hello"]));
    const found = await blobs.open("c/r/a.txt");
    expect(await textOf(found)).toBe("hello");
    expect(found?.size).toBe(5);
    expect(Math.abs(Date.now() - found!.modified.getTime())).toBeLessThan(60_000);
    expect(await found?.content.slice(1, 3).text()).toBe("el");
  });

  test("lie where the path says", async () => {
    const { root, blobs } = await disk();
    await blobs.put("c/r/a.txt", new Blob(["hello"]));
    expect(await Bun.file(join(root, "c", "r", "a.txt")).text()).toBe("hello");
  });

  test("are nothing where there is none, and where only a folder is", async () => {
    const { blobs } = await disk();
    await blobs.put("c/r/a.txt", new Blob(["hello"]));
    expect(await blobs.open("c/r/b.txt")).toBeNull();
    expect(await blobs.open("c/r/a.txt/b")).toBeNull();
    expect(await blobs.open("c/r")).toBeNull();
  });

  test("come as a stream too, which is not held in memory", async () => {
    const { blobs } = await disk();
    async function* chunks() {
      for (const part of ["one ", "two ", "three"]) yield new TextEncoder().encode(part);
    }
    const staged = await blobs.stage(chunks());
    expect(staged.size).toBe(13);
    await staged.moveTo("c/r/s");
    expect(await textOf(await blobs.open("c/r/s"))).toBe("one two three");
  });

  test("are listed below a path", async () => {
    const { blobs, paths } = await disk();
    for (const path of ["c/r/a", "c/r/thumbs_a/10x10_a", "c/s/b", "d/r/c"]) {
      await blobs.put(path, new Blob([path]));
    }
    expect(await paths()).toEqual(["c/r/a", "c/r/thumbs_a/10x10_a", "c/s/b", "d/r/c"]);
    const below: string[] = [];
    for await (const { path, size } of blobs.list("c/r")) below.push(`${path} ${size}`);
    expect(below.toSorted()).toEqual(["c/r/a 5", "c/r/thumbs_a/10x10_a 20"]);
  });

  test("go alone or with all that is below a path, and leave no empty folders", async () => {
    const { blobs, paths, files } = await disk();
    for (const path of ["c/r/a", "c/r/b", "c/s/b", "d/r/c"]) await blobs.put(path, new Blob([""]));
    await blobs.remove("c/r/a");
    await blobs.remove("c/r/a");
    await blobs.remove("d/r/c");
    expect(await paths()).toEqual(["c/r/b", "c/s/b"]);
    await blobs.removeAll("c");
    await blobs.removeAll("c");
    expect(await files()).toEqual([".incoming"]);
  });

  test.each([
    "../../escape",
    "c/../../../escape",
    "c/./r",
    "c/.hidden",
    "c/a\\..\\b",
    "c/C:stream",
    "c/ä b%2F?*",
    "c/null\0byte",
    "c/ends.",
  ])("stay below their root whatever the path says: %j", async (path) => {
    const { root, blobs, paths } = await disk();
    await blobs.put(path, new Blob(["x"]));
    expect(await textOf(await blobs.open(path))).toBe("x");
    expect(await paths()).toEqual([path]);
    expect(await readdir(join(root, ".."))).toEqual(["storage"]);
  });
});

describe("a staged blob", () => {
  test("is not there until it is moved, and not after it was moved back", async () => {
    const { blobs, paths } = await disk();
    const staged = await blobs.stage(new Blob(["x"]));
    expect(await paths()).toEqual([]);
    await staged.moveTo("c/r/x");
    expect(await paths()).toEqual(["c/r/x"]);
    await staged.moveBack();
    expect(await paths()).toEqual([]);
    await staged.moveTo("c/r/y");
    expect(await paths()).toEqual(["c/r/y"]);
  });

  test("that is discarded leaves nothing; one that has its path stays", async () => {
    const { blobs, paths, files } = await disk();
    const dropped = await blobs.stage(new Blob(["x"]));
    await dropped.discard();
    const kept = await blobs.stage(new Blob(["y"]));
    await kept.moveTo("c/r/y");
    await kept.discard();
    expect(await paths()).toEqual(["c/r/y"]);
    expect((await files()).length).toBe(4); // .incoming, c, c/r, c/r/y
  });

  test("whose content breaks off leaves nothing", async () => {
    const { blobs, files } = await disk();
    async function* broken() {
      yield new Uint8Array(10);
      throw new Error("the sender went away");
    }
    await expect(blobs.stage(broken())).rejects.toThrow("went away");
    expect(await files()).toEqual([".incoming"]);
  });

  test("that was forgotten is tidied away once it is old", async () => {
    const { blobs, files } = await disk();
    await blobs.stage(new Blob(["x"]));
    await blobs.tidy(new Date(Date.now() - 60_000));
    expect((await files()).length).toBe(2);
    await blobs.tidy(new Date(Date.now() + 60_000));
    expect(await files()).toEqual([".incoming"]);
  });
});
