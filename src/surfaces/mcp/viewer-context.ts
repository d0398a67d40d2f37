import { insideRequest, type Context } from "../../kernel/context.ts";
import { asFailure } from "../../kernel/failure.ts";
import type { McpHost } from "./mcp-host.ts";
import type { Connection } from "./mcp-part.ts";

/** Whose rights count on a connection that outlives its request. */
export type Viewer = Pick<Connection, "caller" | "headers" | "address">;

/** What a long-lived client may view now; null once its token opens no door any more. */
export async function viewerContext(
  host: Pick<McpHost, "contextFor">,
  { caller, headers, address }: Viewer,
): Promise<Context | null> {
  try {
    return host.contextFor(await caller(), { ...insideRequest, door: "mcp", headers, address });
  } catch (thrown) {
    if (asFailure(thrown).code === "internal") throw thrown;
    return null;
  }
}
