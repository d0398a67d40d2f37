import { isTooDeep } from "../../kernel/input-depth.ts";
import { limits } from "../../kernel/limits.ts";

/** What only the process knows that answered a call, and only for a while. */
export interface CallDetails {
  /** JSON as it came, secrets included: redact before showing it. Null where it is long. */
  readonly input: string | null;
  /** Bytes of the answer's text; absent until there is one. */
  resultBytes?: number;
}

/** The latest calls over MCP, with what the audit does not keep. */
export class RecentCalls {
  /** By the call's id, the oldest first. */
  readonly #calls = new Map<string, CallDetails>();

  note(call: string, input: unknown): void {
    const text = isTooDeep(input) ? undefined : JSON.stringify(input);
    const isShort = text !== undefined && text.length <= limits.recentCallCharacters;
    this.#calls.set(call, { input: isShort ? text : null });
    if (this.#calls.size <= limits.recentCalls) return;
    for (const oldest of this.#calls.keys()) return void this.#calls.delete(oldest);
  }

  answered(call: string, resultBytes: number): void {
    const known = this.#calls.get(call);
    if (known) known.resultBytes = resultBytes;
  }

  get(call: string): CallDetails | undefined {
    return this.#calls.get(call);
  }
}
