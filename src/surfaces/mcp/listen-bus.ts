import type { ServerEvent, ServerEventBus } from "@modelcontextprotocol/server";
import type { ChangeWatch, RecordListener } from "./change-watch.ts";

/** Brings changes to one `subscriptions/listen` stream of the 2026 revision. */
export class ListenBus implements ServerEventBus {
  constructor(
    private readonly changes: ChangeWatch,
    private readonly who: Omit<RecordListener, "changed">,
  ) {}

  /** Nobody but the change watch has anything to say here. */
  publish(): void {}

  subscribe(listener: (event: ServerEvent) => void): () => void {
    return this.changes.subscribe({
      schemaChanged() {
        listener({ kind: "tools_list_changed" });
        listener({ kind: "resources_list_changed" });
      },
      promptsChanged: () => listener({ kind: "prompts_list_changed" }),
      records: { ...this.who, changed: (uri) => listener({ kind: "resource_updated", uri }) },
    });
  }
}
