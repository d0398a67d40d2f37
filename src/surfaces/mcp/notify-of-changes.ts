import type { CallerServer, Era } from "./caller-server.ts";
import type { Mcp } from "./mcp-surface.ts";
import { viewerContext, type Viewer } from "./viewer-context.ts";

/**
 * Tells a long-lived client what it should read again. Call the answer to stop.
 * On the 2026 revision the entry lets only what the client listens to through.
 */
export function notifyOfChanges(
  mcp: Mcp,
  { server, subscribed }: CallerServer,
  viewer: Viewer,
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
    records: {
      wants: (uri) => era === "modern" || subscribed.has(uri),
      viewer: () => viewerContext(mcp.host, viewer),
      changed: (uri) => void server.sendResourceUpdated({ uri }).catch(unheard),
    },
  });
}
