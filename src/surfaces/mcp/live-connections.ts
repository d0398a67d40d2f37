import type { Caller } from "../../kernel/caller.ts";
import type { Change } from "../../kernel/change.ts";
import type { Failure } from "../../kernel/failure.ts";
import type { McpHost } from "./mcp-host.ts";
import { mcpLimits } from "./mcp-limits.ts";
import { switchedOff } from "./switched-off.ts";

interface Live {
  readonly credential: string;
  /** Milliseconds since 1970; infinite where nothing is known. */
  readonly expiresMs: number;
  close(why: Failure): void;
}

/**
 * Everything that outlives a request: closed as soon as its credential no longer opens the door,
 * whichever process saw to that.
 */
export class LiveConnections {
  readonly #live = new Set<Live>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #unsubscribe: (() => void) | undefined;
  #sweptMs = 0;
  #sweeping: Promise<void> | null = null;
  #sweepAgain = false;

  constructor(
    private readonly host: Pick<
      McpHost,
      "whyRefused" | "settings" | "changes" | "currentSchema" | "report"
    >,
    private readonly nowMs: () => number = Date.now,
  ) {}

  /** Call the answer when the connection ended by itself. */
  add(credential: string, caller: Caller, close: (why: Failure) => void): () => void {
    const expires = caller.token?.expires ?? caller.session?.expires;
    const expiresMs = expires === undefined ? Number.POSITIVE_INFINITY : Date.parse(expires);
    const live = { credential, expiresMs, close };
    this.#live.add(live);
    this.#watch();
    return () => this.#forget(live);
  }

  /** Whether no more may be open, by anybody or with this credential. */
  isFull(credential: string): boolean {
    if (this.#live.size >= mcpLimits.connections) return true;
    let own = 0;
    for (const live of this.#live) if (live.credential === credential) own++;
    return own >= mcpLimits.connectionsPerCredential;
  }

  /** Asks once for every credential. */
  sweep(): Promise<void> {
    this.#sweepAgain = true;
    return (this.#sweeping ??= this.#sweepAll().finally(() => (this.#sweeping = null)));
  }

  closeAll(why: Failure): void {
    this.#end([...this.#live], why);
  }

  async #sweepAll(): Promise<void> {
    while (this.#sweepAgain) {
      this.#sweepAgain = false;
      this.#sweptMs = this.nowMs();
      for (const [credential, lives] of Map.groupBy(this.#live, (live) => live.credential)) {
        const why = await this.host.whyRefused(credential);
        if (why) this.#end(lives, why);
      }
    }
  }

  #watch(): void {
    if (this.#timer) return;
    this.#sweptMs = this.nowMs();
    this.#timer = setInterval(() => this.#look(), mcpLimits.expiryLookMs);
    this.#timer.unref();
    this.#unsubscribe = this.host.changes.subscribe((changes) => this.#hear(changes));
  }

  #look(): void {
    const now = this.nowMs();
    const isOver = [...this.#live].some(({ expiresMs }) => expiresMs <= now);
    if (isOver || now - this.#sweptMs >= mcpLimits.sweepMs) this.#sweepSoon();
  }

  /** Tokens, those who minted them and those they act as: anything else ends nobody's rights. */
  async #hear(changes: readonly Change[]): Promise<void> {
    const touched = new Set(changes.map(({ collection }) => collection));
    if (touched.has("_settings") && !(await this.host.settings.current()).enabled) {
      return this.closeAll(switchedOff());
    }
    const { collections } = await this.host.currentSchema();
    const decides =
      touched.has("_tokens") ||
      touched.has("_collections") ||
      collections.some(({ type, id }) => type === "auth" && touched.has(id));
    if (decides) this.#sweepSoon();
  }

  #sweepSoon(): void {
    this.sweep().catch((thrown: unknown) => this.host.report(thrown, "mcp sweep"));
  }

  #end(lives: readonly Live[], why: Failure): void {
    for (const live of lives) {
      this.#forget(live);
      live.close(why);
    }
  }

  #forget(live: Live): void {
    this.#live.delete(live);
    if (this.#live.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#unsubscribe?.();
  }
}
