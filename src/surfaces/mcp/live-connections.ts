import { identifyCaller } from "./identify-caller.ts";
import type { McpHost } from "./mcp-host.ts";

interface Live {
  readonly credential: string;
  close(): void;
}

/** Everything that outlives a request: closed as soon as its token no longer opens the door. */
export class LiveConnections {
  readonly #live = new Set<Live>();

  constructor(private readonly host: Pick<McpHost, "identify">) {}

  /** Call the answer when the connection ended by itself. */
  add(credential: string, close: () => void): () => void {
    const live = { credential, close };
    this.#live.add(live);
    return () => this.#live.delete(live);
  }

  /** Asks for every token once. */
  async sweep(): Promise<void> {
    const byCredential = Map.groupBy(this.#live, (live) => live.credential);
    for (const [credential, lives] of byCredential) {
      const known = await identifyCaller(this.host, credential).catch(() => null);
      if (!known) this.#end(lives);
    }
  }

  closeAll(): void {
    this.#end([...this.#live]);
  }

  #end(lives: readonly Live[]): void {
    for (const live of lives) {
      this.#live.delete(live);
      live.close();
    }
  }
}
