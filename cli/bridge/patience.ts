import { setTimeout as sleep } from "node:timers/promises";

/** Waits longer from try to try, so that a server that comes back is not overrun. */
export class Patience {
  #delayMs: number;
  #spentMs = 0;

  /** `mostMs`: how long to wait in all before giving up. */
  constructor(
    private readonly mostMs: number,
    private readonly firstMs = 100,
    private readonly longestMs = 3000,
  ) {
    this.#delayMs = firstMs;
  }

  /** False where it is over, without having waited. @throws AbortError when `signal` says stop. */
  async wait(signal: AbortSignal): Promise<boolean> {
    if (this.#spentMs >= this.mostMs) return false;
    // Many bridges that lost the same server must not come back at the same moment.
    const delayMs = this.#delayMs * (0.75 + Math.random() / 2);
    await sleep(delayMs, undefined, { signal });
    this.#spentMs += delayMs;
    this.#delayMs = Math.min(this.longestMs, this.#delayMs * 2);
    return true;
  }

  reset(): void {
    this.#delayMs = this.firstMs;
    this.#spentMs = 0;
  }
}
