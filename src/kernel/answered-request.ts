import type { Caller } from "./caller.ts";
import type { Failure } from "./failure.ts";

/** A request over HTTP whose answer is known, for logs and counters. Read it before the next turn. */
export interface AnsweredRequest {
  readonly method: string;
  /** As declared, such as `/collections/:collection/records`; "" where nothing answers to it. */
  readonly route: string;
  /** Path and query as they were sent: what is kept of it must lose its secrets first. */
  readonly target: string;
  /** True where what was answered well is logged elsewhere, call by call. */
  readonly ownLog: boolean;
  readonly status: number;
  readonly durationMs: number;
  readonly caller: Caller;
  /** The call's id, where the audit has one for it; "" otherwise. */
  readonly call: string;
  readonly refusal: { readonly failure: Failure; readonly requestId: string } | null;
  /** Where the connection comes from, and who is behind the proxy where one is trusted. */
  readonly connection: string;
  readonly address: string;
  header(name: "user-agent" | "referer"): string;
}
