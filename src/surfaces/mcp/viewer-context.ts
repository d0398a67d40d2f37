import { insideRequest, type Context } from "../../kernel/context.ts";
import { asFailure } from "../../kernel/failure.ts";
import type { McpHost } from "./mcp-host.ts";
import type { Connection } from "./mcp-part.ts";

/** What a long-lived client may view now; null once its token opens no door any more. */
export async function viewerContext(
  host: Pick<McpHost, "contextFor">,
  { caller, headers }: Pick<Connection, "caller" | "headers">,
): Promise<Context | null> {
  try {
    return host.contextFor(await caller(), { ...insideRequest, door: "mcp", headers });
  } catch (thrown) {
    if (asFailure(thrown).code !== "unauthenticated") throw thrown;
    return null;
  }
}
