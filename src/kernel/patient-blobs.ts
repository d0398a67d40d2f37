import type { Blobs } from "./blobs.ts";

/**
 * Blobs whose removals can wait: while somebody copies the data, what its snapshot speaks of stays.
 * A process that is killed meanwhile leaves files that nobody speaks of, for the sweep to find.
 */
export class PatientBlobs implements Blobs {
  readonly stage: Blobs["stage"];
  readonly put: Blobs["put"];
  readonly open: Blobs["open"];
  readonly list: Blobs["list"];
  readonly tidy: Blobs["tidy"];
  #waiting: (() => Promise<void>)[] | null = null;

  constructor(private readonly blobs: Blobs) {
    this.stage = (content) => blobs.stage(content);
    this.put = (path, content) => blobs.put(path, content);
    this.open = (path) => blobs.open(path);
    this.list = (path) => blobs.list(path);
    this.tidy = (moment) => blobs.tidy(moment);
  }

  remove(path: string): Promise<void> {
    return this.#removeLater(() => this.blobs.remove(path));
  }

  removeAll(path: string): Promise<void> {
    return this.#removeLater(() => this.blobs.removeAll(path));
  }

  /** Removes nothing until `work` is done. */
  async whileAllStay<R>(work: () => Promise<R>): Promise<R> {
    if (this.#waiting) return work();
    const waiting: (() => Promise<void>)[] = [];
    this.#waiting = waiting;
    try {
      return await work();
    } finally {
      this.#waiting = null;
      for (const remove of waiting) await remove();
    }
  }

  async #removeLater(remove: () => Promise<void>): Promise<void> {
    if (this.#waiting) this.#waiting.push(remove);
    else await remove();
  }
}
