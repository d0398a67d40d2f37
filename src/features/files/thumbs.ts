import pLimit from "p-limit";
import type { Blobs, StoredBlob } from "../../kernel/blobs.ts";
import { BoundedMap } from "../../lib/bounded-map.ts";
import { makePreview, makeThumb } from "./make-thumb.ts";
import type { ThumbSize } from "./thumb-size.ts";

/** Thumbs are made when they are first asked for, two at a time, and kept beside their images. */
export class Thumbs {
  readonly #turn = pLimit(2);
  readonly #making = new Map<string, Promise<StoredBlob | null>>();
  /** What no thumb can be made of need not be tried at every request. */
  readonly #hopeless = new BoundedMap<string, true>(10_000);

  constructor(private readonly blobs: Blobs) {}

  /** Null where the blob is no image, or none that can be made smaller. */
  async find(path: string, source: StoredBlob, size: ThumbSize): Promise<StoredBlob | null> {
    if (this.#hopeless.get(path)) return null;
    const known = await this.blobs.open(path);
    if (known) return known;
    let making = this.#making.get(path);
    if (!making) {
      making = this.#turn(() => this.#make(path, source, size));
      this.#making.set(path, making);
      void making.finally(() => this.#making.delete(path)).catch(() => undefined);
    }
    return making;
  }

  /** Made anew each time: few look twice. */
  preview(source: Blob): Promise<Uint8Array | null> {
    return this.#turn(() => makePreview(source));
  }

  async #make(path: string, source: StoredBlob, size: ThumbSize): Promise<StoredBlob | null> {
    const bytes = await makeThumb(source.content, size);
    if (!bytes) {
      this.#hopeless.set(path, true);
      return null;
    }
    await this.blobs.put(path, new Blob([bytes as Uint8Array<ArrayBuffer>]));
    return this.blobs.open(path);
  }
}
