import type { Change } from "../../kernel/change.ts";
import type { McpHost } from "./mcp-host.ts";

export interface ChangeListener {
  schemaChanged(): void;
  /** Absent: offers no prompts that change. */
  promptsChanged?(): void;
  /** Resource URIs whose records changed; absent: does not care. */
  recordsChanged?(uris: readonly string[]): void;
}

/** One subscription to the change feed, shared by all connections, and only while there are any. */
export class ChangeWatch {
  readonly #listeners = new Set<ChangeListener>();
  #stop: (() => void) | null = null;

  constructor(private readonly host: Pick<McpHost, "changes" | "currentSchema" | "report">) {}

  /** Call the answer to stop. */
  subscribe(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    this.#stop ??= this.host.changes.subscribe((changes) => this.#hear(changes));
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.close();
    };
  }

  /** For whoever offers prompts. */
  announcePrompts(): void {
    for (const listener of this.#listeners) listener.promptsChanged?.();
  }

  close(): void {
    this.#stop?.();
    this.#stop = null;
  }

  #hear(changes: readonly Change[]): void {
    if (changes.some((change) => change.collection === "_collections")) {
      for (const listener of this.#listeners) listener.schemaChanged();
    }
    const interested = [...this.#listeners].filter((each) => each.recordsChanged);
    if (interested.length === 0) return;
    this.#uris(changes)
      .then((uris) => {
        if (uris.length > 0) for (const listener of interested) listener.recordsChanged?.(uris);
      })
      .catch((thrown: unknown) => this.host.report(thrown, "mcp change watch"));
  }

  async #uris(changes: readonly Change[]): Promise<string[]> {
    const { collections } = await this.host.currentSchema();
    const names = new Map(collections.map((each) => [each.id, each.name]));
    const uris = changes.flatMap((change) => {
      const name = names.get(change.collection);
      return name ? [`vaultbase://record/${name}/${change.record}`] : [];
    });
    return [...new Set(uris)];
  }
}
