/**
 * Counters that start anew at fixed times after their first count. No more than `capacity` are kept;
 * the oldest make room, so whoever comes from ever new places costs no memory.
 */
export class FixedWindows {
  /** In the order they began. */
  readonly #windows = new Map<string, { count: number; readonly endsAt: number }>();

  constructor(private readonly capacity: number) {}

  /** Counts one; answers 0, or where that is one too many the milliseconds until the window ends. */
  take(key: string, limit: number, windowMs: number, now: number): number {
    const window = this.#windows.get(key);
    if (window && window.endsAt > now) {
      window.count += 1;
      return window.count > limit ? window.endsAt - now : 0;
    }
    this.#windows.delete(key);
    this.#forget(now);
    this.#windows.set(key, { count: 1, endsAt: now + windowMs });
    return 0;
  }

  /** Two old ones for each new one: what is over goes little by little. */
  #forget(now: number): void {
    let looked = 0;
    for (const [key, { endsAt }] of this.#windows) {
      if (this.#windows.size < this.capacity && (endsAt > now || looked >= 2)) return;
      this.#windows.delete(key);
      looked += 1;
    }
  }
}
