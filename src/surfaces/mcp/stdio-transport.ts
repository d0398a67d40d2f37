import { serveStdio, type StdioServerHandle } from "@modelcontextprotocol/server/stdio";
import type { Caller } from "../../kernel/caller.ts";
import { callerServer } from "./caller-server.ts";
import { notifyOfChanges } from "./notify-of-changes.ts";
import type { ToolsetOptions } from "./mcp-host.ts";
import type { Mcp } from "./mcp-surface.ts";

export interface McpStdioOptions {
  /** Asked for every request, so that a revoked token is refused at once. */
  caller(): Caller | Promise<Caller>;
  readonly toolset?: Partial<ToolsetOptions>;
}

export interface McpStdio {
  /** Resolves when the client hung up. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

/** Serves one client over standard input and output: nothing but protocol may be written there. */
export function serveMcpStdio(mcp: Mcp, options: McpStdioOptions): McpStdio {
  const connection = {
    transport: "stdio",
    toolset: { ...mcp.toolset, ...options.toolset },
    headers: {},
    caller: () => options.caller(),
  };
  const { promise: closed, resolve: hangUp } = Promise.withResolvers<void>();
  const handle: StdioServerHandle = serveStdio(
    ({ era }) => {
      const made = callerServer(mcp, connection, era);
      const stop = notifyOfChanges(mcp, made, era);
      made.server.onclose = stop;
      return made.server;
    },
    { onerror: (error) => mcp.host.report(error, "mcp stdio") },
  );
  // The SDK tells nobody that the client hung up, except by closing its instance.
  process.stdin.once("end", hangUp);
  process.stdin.once("close", hangUp);
  return { closed, close: () => handle.close() };
}
