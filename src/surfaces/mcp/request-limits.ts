import type { Caller } from "../../kernel/caller.ts";
import { Failure } from "../../kernel/failure.ts";
import { BoundedMap } from "../../lib/bounded-map.ts";
import { TokenBuckets } from "../../lib/token-buckets.ts";
import type { McpConfig } from "./mcp-config.ts";
import { mcpLimits } from "./mcp-limits.ts";

/** A request too many. */
export interface TooOften {
  readonly failure: Failure;
  /** Requests in a minute. */
  readonly limit: number;
  /** The first within a second: what follows is the same, and a flood must not fill the audit. */
  readonly isNews: boolean;
}

/** How often each token may ask of this process; whoever signed in counts like a token. */
export class RequestLimits {
  readonly #buckets = new TokenBuckets(mcpLimits.limitedCallers);
  readonly #toldMs = new BoundedMap<string, number>(mcpLimits.limitedCallers);

  constructor(
    private readonly config: () => McpConfig,
    private readonly nowMs: () => number = Date.now,
  ) {}

  /** Counts a request; null where it may go on. */
  take(caller: Caller): TooOften | null {
    const limit = caller.token?.rateLimit ?? this.config().rateLimit;
    if (limit === 0) return null;
    const key = caller.token?.id ?? caller.actor;
    const now = this.nowMs();
    const { waitMs } = this.#buckets.take(key, limit, now);
    if (waitMs === 0) return null;
    const isNews = now - (this.#toldMs.get(key) ?? 0) >= 1000;
    if (isNews) this.#toldMs.set(key, now);
    return { failure: tooOften(limit, Math.ceil(waitMs / 1000)), limit, isNews };
  }
}

function tooOften(limit: number, seconds: number): Failure {
  return new Failure("rateLimited", `At most ${limit} requests a minute.`, {
    hint: `Ask again in ${seconds} s.`,
    retryAfterSeconds: seconds,
  });
}
