/**
 * How often somebody may do something: `perMinute` at once, and as many again spread over each
 * minute. No more than `capacity` are remembered; who has been quiet longest is forgotten first.
 */
export class TokenBuckets {
  readonly #buckets = new Map<string, Bucket>();

  constructor(private readonly capacity: number) {}

  /** Takes one. Answers what is left, or how long to wait for the next, milliseconds. */
  take(key: string, perMinute: number, nowMs: number): Taken {
    const bucket = this.#bucketOf(key, perMinute, nowMs);
    const refilled = bucket.left + ((nowMs - bucket.atMs) * perMinute) / minuteMs;
    bucket.left = Math.min(perMinute, refilled);
    bucket.atMs = nowMs;
    if (bucket.left < 1) {
      const waitMs = ((1 - bucket.left) * minuteMs) / perMinute;
      return { left: 0, waitMs: Math.max(1, Math.ceil(waitMs)) };
    }
    bucket.left -= 1;
    return { left: Math.floor(bucket.left), waitMs: 0 };
  }

  #bucketOf(key: string, perMinute: number, nowMs: number): Bucket {
    const known = this.#buckets.get(key);
    const bucket = known ?? { left: perMinute, atMs: nowMs };
    // Whoever takes goes to the end of the line.
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > this.capacity) {
      for (const quietest of this.#buckets.keys()) {
        this.#buckets.delete(quietest);
        break;
      }
    }
    return bucket;
  }
}

export interface Taken {
  readonly left: number;
  /** 0 where one was taken. */
  readonly waitMs: number;
}

interface Bucket {
  left: number;
  atMs: number;
}

const minuteMs = 60_000;
