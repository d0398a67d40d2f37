import type { CallerServer, Era } from "./caller-server.ts";
import type { Mcp } from "./mcp-surface.ts";

/**
 * Tells a long-lived client what it should read again. Call the answer to stop.
 * On the 2026 revision the entry lets only what the client listens to through.
 */
export function notifyOfChanges(
  mcp: Mcp,
  { server, subscribed }: CallerServer,
  era: Era,
): () => void {
  const unheard = (thrown: unknown) => {
    // A client that has gone hears nothing: its transport says so itself.
    if (server.transport) mcp.host.report(thrown, "mcp notification");
  };
  return mcp.changes.subscribe({
    schemaChanged() {
      server.sendToolListChanged().catch(unheard);
      server.sendResourceListChanged().catch(unheard);
    },
    promptsChanged() {
      server.sendPromptListChanged().catch(unheard);
    },
    recordsChanged(uris) {
      for (const uri of uris) {
        if (era === "legacy" && !subscribed.has(uri)) continue;
        server.sendResourceUpdated({ uri }).catch(unheard);
      }
    },
  });
}
