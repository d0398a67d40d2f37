import type { Output } from "../../../client/operations.ts";

/** A call over MCP, as the activity shows it. */
export type Call = Output<"mcp.calls">["items"][number];
