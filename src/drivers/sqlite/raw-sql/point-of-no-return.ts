/**
 * Shared by the thread that runs a query and the one that may have to end it, so that what was ended
 * has not been committed, and what is being committed is not ended.
 */
export class PointOfNoReturn {
  readonly #state: Int32Array;

  constructor(readonly memory = new SharedArrayBuffer(4)) {
    this.#state = new Int32Array(memory);
  }

  /** Before each query, and once a commit is done. */
  goOn(): void {
    Atomics.store(this.#state, 0, running);
  }

  /** Asked before a commit: false where the query is over already. */
  mayCommit(): boolean {
    return Atomics.compareExchange(this.#state, 0, running, committing) === running;
  }

  /** Asked before an end: false while it commits. */
  mayEnd(): boolean {
    return Atomics.compareExchange(this.#state, 0, running, ended) !== committing;
  }
}

const running = 0;
const committing = 1;
const ended = 2;
