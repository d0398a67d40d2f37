import { InMemoryServerEventBus, type ServerEvent } from "@modelcontextprotocol/server";
import type { ChangeWatch } from "./change-watch.ts";

/** Brings changes to the `subscriptions/listen` streams of the 2026 revision, while there are any. */
export class ListenBus extends InMemoryServerEventBus {
  #stop: (() => void) | null = null;

  constructor(private readonly changes: ChangeWatch) {
    super();
  }

  override subscribe(listener: (event: ServerEvent) => void): () => void {
    const leave = super.subscribe(listener);
    this.#stop ??= this.changes.subscribe({
      schemaChanged: () => {
        this.publish({ kind: "tools_list_changed" });
        this.publish({ kind: "resources_list_changed" });
      },
      promptsChanged: () => this.publish({ kind: "prompts_list_changed" }),
      recordsChanged: (uris) => {
        for (const uri of uris) this.publish({ kind: "resource_updated", uri });
      },
    });
    return () => {
      leave();
      if (this.listenerCount > 0) return;
      this.#stop?.();
      this.#stop = null;
    };
  }
}
