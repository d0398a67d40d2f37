import { changesSince, lastSequence, type Change } from "./change.ts";
import type { Storage } from "./storage.ts";

export type ChangeListener = (changes: readonly Change[]) => void;

/**
 * Committed changes of every process on this data directory, in commit order, each exactly once.
 * It looks at the storage's revision (about 1 µs) while somebody listens, and not at all otherwise.
 */
export class ChangeFeed {
  readonly #listeners = new Set<ChangeListener>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #revision = Number.NaN;
  #sequence = 0;
  #reading = false;

  constructor(
    private readonly storage: Storage,
    private readonly onError: (thrown: unknown) => void,
    private readonly everyMs = 20,
  ) {}

  /** Hears of whatever is committed from now on; call the answer to stop. */
  subscribe(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    if (!this.#timer) this.#start();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.close();
    };
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #start(): void {
    this.#revision = this.storage.revision();
    this.#reading = true;
    lastSequence(this.storage)
      .then((last) => (this.#sequence = last), this.onError)
      .finally(() => (this.#reading = false));
    this.#timer = setInterval(() => this.#look(), this.everyMs);
  }

  #look(): void {
    if (this.#reading || this.storage.revision() === this.#revision) return;
    this.#reading = true;
    this.#read()
      .catch(this.onError)
      .finally(() => (this.#reading = false));
  }

  async #read(): Promise<void> {
    this.#revision = this.storage.revision();
    for (;;) {
      const changes = await changesSince(this.storage, this.#sequence, 500);
      if (changes.length === 0) return;
      this.#sequence = changes.at(-1)!.sequence;
      for (const listener of this.#listeners) listener(changes);
    }
  }
}
