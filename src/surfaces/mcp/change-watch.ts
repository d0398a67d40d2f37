import type { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { isResourceOffered, type McpConfig } from "./mcp-config.ts";
import type { McpHost } from "./mcp-host.ts";

export interface ChangeListener {
  schemaChanged(): void;
  /** Absent: offers no prompts that change. */
  promptsChanged?(): void;
  /** Absent: does not care for records. */
  readonly records?: RecordListener;
}

/** Hears of those records that it asked for and that it may view. */
export interface RecordListener {
  wants(uri: string): boolean;
  /** Whose rights count, as they are now; null where nobody's do any more. */
  viewer(): Promise<Context | null>;
  changed(uri: string): void;
}

/** One subscription to the change feed, shared by all connections, and only while there are any. */
export class ChangeWatch {
  readonly #listeners = new Set<ChangeListener>();
  #stop: (() => void) | null = null;

  constructor(
    private readonly host: Pick<
      McpHost,
      "changes" | "currentSchema" | "seenChanges" | "settings" | "report"
    >,
    private readonly config: () => McpConfig,
  ) {}

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

  async #hear(changes: readonly Change[]): Promise<void> {
    const isOf = (table: string) => changes.some(({ collection }) => collection === table);
    // Whoever hears of it asks at once, and is to find it.
    if (isOf("_settings")) await this.host.settings.current();
    if (isOf("_collections") || isOf("_settings")) {
      for (const listener of this.#listeners) listener.schemaChanged();
    }
    if (isOf("_prompts")) this.announcePrompts();
    const interested = [...this.#listeners].flatMap(({ records }) => records ?? []);
    if (interested.length === 0) return;
    const uris = await this.#uris(changes);
    for (const listener of interested) {
      await this.#tell(listener, uris).catch((thrown: unknown) =>
        this.host.report(thrown, "mcp change watch"),
      );
    }
  }

  async #tell(listener: RecordListener, uris: ReadonlyMap<Change, string>): Promise<void> {
    const wanted = [...uris.keys()].filter((change) => listener.wants(uris.get(change)!));
    if (wanted.length === 0) return;
    const viewer = await listener.viewer();
    if (!viewer) return;
    const offered = wanted.filter((change) =>
      isResourceOffered(this.config(), viewer.caller, uris.get(change)!),
    );
    const seen = await this.host.seenChanges(viewer, offered);
    for (const uri of new Set(seen.map((change) => uris.get(change)!))) listener.changed(uri);
  }

  async #uris(changes: readonly Change[]): Promise<Map<Change, string>> {
    const { collections } = await this.host.currentSchema();
    const names = new Map(collections.map((each) => [each.id, each.name]));
    return new Map(
      changes.flatMap((change) => {
        const name = names.get(change.collection);
        return name ? [[change, `vaultbase://record/${name}/${change.record}`] as const] : [];
      }),
    );
  }
}
