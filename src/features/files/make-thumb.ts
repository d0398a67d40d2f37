import type { ThumbSize } from "./thumb-size.ts";

/** Pixels an image may have to be decoded at all: what unpacks to more is no photograph. */
const sourcePixels = 50_000_000;
/** Pixels of the smaller image a thumb is cut out of, which happens in JavaScript. */
const cutPixels = 4_000_000;

/**
 * A smaller version of an image: JPEG and WebP stay what they are, everything else becomes PNG. Null
 * for what is no image, or too large a one. `Bun.Image` does the work, off this thread; it cannot cut
 * a part out, which `fast-png` is there for.
 */
export async function makeThumb(source: Blob, size: ThumbSize): Promise<Uint8Array | null> {
  try {
    const bytes = await source.bytes();
    const { width, height, format } = await new Bun.Image(bytes, limit).metadata();
    const plan = planThumb(width, height, size);
    if (!plan) return null;
    const small = new Bun.Image(bytes, limit).resize(plan.width, plan.height);
    if (!plan.cut) return await encoded(small, format);
    const uncut = await small.png({ compressionLevel: 0 }).bytes();
    return await encoded(new Bun.Image(await cutOut(uncut, plan.cut)), format);
  } catch (thrown) {
    if (isImageProblem(thrown)) return null;
    throw thrown;
  }
}

/** Pixels of a preview's longer side: more is no more to see for a model, and dearer. */
const previewSide = 768;

/** A small WebP with everything in it, for whoever only wants to know what an image shows. */
export async function makePreview(source: Blob): Promise<Uint8Array | null> {
  try {
    return await new Bun.Image(await source.bytes(), limit)
      .resize(previewSide, previewSide, { fit: "inside", withoutEnlargement: true })
      .webp({ quality: 80 })
      .bytes();
  } catch (thrown) {
    if (isImageProblem(thrown)) return null;
    throw thrown;
  }
}

const limit = { maxPixels: sourcePixels };

interface Cut {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Plan {
  /** What the whole image is scaled to. */
  readonly width: number;
  readonly height: number;
  /** The part of that to keep. */
  readonly cut: Cut | null;
}

/** Null where there is nothing to see, or it would take too much to make. */
function planThumb(width: number, height: number, size: ThumbSize): Plan | null {
  if (width < 1 || height < 1) return null;
  const [across, down] = [size.width / width, size.height / height];
  if (size.width === 0 || size.height === 0) return scaled(width, height, Math.max(across, down));
  if (size.keep === "fit") return scaled(width, height, Math.min(1, across, down));
  const plan = scaled(width, height, Math.max(across, down));
  if (!plan || plan.width * plan.height > cutPixels) return null;
  const left = Math.floor((plan.width - size.width) / 2);
  const spare = plan.height - size.height;
  const top = size.keep === "top" ? 0 : size.keep === "bottom" ? spare : Math.floor(spare / 2);
  if (plan.width === size.width && spare === 0) return plan;
  return { ...plan, cut: { left, top, width: size.width, height: size.height } };
}

function scaled(width: number, height: number, factor: number): Plan | null {
  const plan = {
    width: Math.max(1, Math.round(width * factor)),
    height: Math.max(1, Math.round(height * factor)),
    cut: null,
  };
  return plan.width * plan.height > sourcePixels ? null : plan;
}

/** `png` as Bun writes it: eight bits a channel. */
async function cutOut(
  png: Uint8Array,
  { left, top, width, height }: Cut,
): Promise<Uint8Array<ArrayBuffer>> {
  const { decode, encode } = await import("fast-png");
  const whole = decode(png);
  const { channels } = whole;
  const data = new Uint8Array(width * height * channels);
  for (let row = 0; row < height; row++) {
    const start = ((top + row) * whole.width + left) * channels;
    data.set(whole.data.subarray(start, start + width * channels), row * width * channels);
  }
  // It is packed only once, and better, in the end.
  return encode({ width, height, data, channels, depth: 8 }, { zlib: { level: 0 } }).slice();
}

function encoded(image: Bun.Image, format: string): Promise<Uint8Array> {
  if (format === "jpeg") return image.jpeg({ quality: 85 }).bytes();
  if (format === "webp") return image.webp({ quality: 85 }).bytes();
  return image.png().bytes();
}

function isImageProblem(thrown: unknown): boolean {
  return String((thrown as { code?: unknown } | null)?.code).startsWith("ERR_IMAGE_");
}
