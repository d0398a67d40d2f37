import { changesSince, lastSequence, type Change } from "./change.ts";
import type { Storage } from "./storage.ts";

/** What it answers is waited for before the next changes are read. */
export type ChangeListener = (changes: readonly Change[]) => Promise<void> | void;

/**
 * Committed changes of every process on this data directory, in commit order, each exactly once.
 * This process's are read right after their commit. For the others it looks at the storage's
 * revision (about 1 µs) while somebody listens, and not at all otherwise.
 */
export class ChangeFeed {
  readonly #listeners = new Set<ChangeListener>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #unhook: (() => void) | undefined;
  #revision = Number.NaN;
  #sequence = 0;
  #starting: Promise<void> = Promise.resolve();
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

  /** The sequence that all who listen now have been told of, or are being told of. */
  async position(): Promise<number> {
    await this.#starting;
    return this.#sequence;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#unhook?.();
  }

  #start(): void {
    this.#revision = this.storage.revision();
    this.#reading = true;
    this.#starting = lastSequence(this.storage)
      .then((last) => void (this.#sequence = last), this.onError)
      .finally(() => (this.#reading = false));
    this.#timer = setInterval(() => this.#look(), this.everyMs);
    // Whoever wrote gets the answer first, and commits that follow at once are read together.
    this.#unhook = this.storage.onCommit(() => setImmediate(() => this.#look()));
  }

  #look(): void {
    if (!this.#timer || this.#reading || this.storage.revision() === this.#revision) return;
    this.#reading = true;
    this.#read()
      .catch(this.onError)
      .finally(() => (this.#reading = false));
  }

  async #read(): Promise<void> {
    do {
      this.#revision = this.storage.revision();
      for (;;) {
        const changes = await changesSince(this.storage, this.#sequence, 500);
        if (changes.length === 0) break;
        this.#sequence = changes.at(-1)!.sequence;
        await Promise.all([...this.#listeners].map((listener) => this.#tell(listener, changes)));
      }
    } while (this.#timer && this.storage.revision() !== this.#revision);
  }

  /** One listener's fault is nobody else's. */
  async #tell(listener: ChangeListener, changes: readonly Change[]): Promise<void> {
    try {
      await listener(changes);
    } catch (thrown) {
      this.onError(thrown);
    }
  }
}
