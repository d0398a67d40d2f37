import { BoundedMap } from "./bounded-map.ts";

interface Window {
  readonly attempts: number;
  readonly endsMs: number;
}

/** Counts attempts by key, in windows that begin with a key's first attempt and then run out. */
export class AttemptCounter {
  readonly #windows: BoundedMap<string, Window>;

  constructor(
    private readonly max: number,
    private readonly windowMs: number,
    /** Keys that are remembered: the oldest is forgotten first. */
    capacity = 100_000,
  ) {
    this.#windows = new BoundedMap(capacity);
  }

  /** Seconds until another attempt is due; 0 where it may be made now. */
  waitSeconds(key: string, now: Date): number {
    const window = this.#running(key, now);
    if (!window || window.attempts < this.max) return 0;
    return Math.ceil((window.endsMs - now.getTime()) / 1000);
  }

  note(key: string, now: Date): void {
    const window = this.#running(key, now);
    const endsMs = window?.endsMs ?? now.getTime() + this.windowMs;
    this.#windows.set(key, { attempts: (window?.attempts ?? 0) + 1, endsMs });
  }

  forget(key: string): void {
    this.#windows.delete(key);
  }

  #running(key: string, now: Date): Window | undefined {
    const window = this.#windows.get(key);
    return window && now.getTime() < window.endsMs ? window : undefined;
  }
}
