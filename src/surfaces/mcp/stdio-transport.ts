import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Failure } from "../../kernel/failure.ts";
import { callerServer } from "./caller-server.ts";
import { identifyCaller } from "./identify-caller.ts";
import { LiveConnections } from "./live-connections.ts";
import { toolsetFor } from "./mcp-config.ts";
import type { ToolsetOptions } from "./mcp-host.ts";
import type { Connection } from "./mcp-part.ts";
import type { Mcp } from "./mcp-surface.ts";
import { readOnlyCaller } from "./narrow-caller.ts";
import { notifyOfChanges } from "./notify-of-changes.ts";
import { switchedOff } from "./switched-off.ts";

export interface McpStdioOptions {
  /** Asked about for every request, so that a revoked token is refused at once. */
  readonly token: string;
  readonly readOnly?: boolean;
  readonly toolset?: ToolsetOptions["toolset"];
}

/**
 * Serves one client over standard input and output, where nothing but protocol may be written.
 * Resolves when the client has hung up.
 * @throws Failure `unauthenticated` when the token opens no door, or opens it no more; `forbidden`
 * when MCP is switched off.
 */
export async function serveMcpStdio(mcp: Mcp, options: McpStdioOptions): Promise<void> {
  const connection: Connection = {
    transport: "stdio",
    toolset: (who) => toolsetFor(mcp.config(), who, options.toolset ?? null),
    headers: {},
    address: "",
    limits: mcp.limits,
    note: (request) => listed.client.note(request),
    async caller() {
      const caller = await identifyCaller(mcp.host, options.token);
      return options.readOnly ? readOnlyCaller(caller) : caller;
    },
  };
  const caller = await connection.caller();
  if (!mcp.config().enabled) throw switchedOff();
  const listed = mcp.host.clients.connect({
    caller,
    transport: "stdio",
    address: "",
    userAgent: "",
    program: null,
    protocolVersion: "",
  });
  // Standard output is the protocol: whatever anybody logs goes to standard error.
  console.log = console.info = console.debug = console.error;
  const { promise: hungUp, resolve: hangUp } = Promise.withResolvers<void>();
  // The SDK tells nobody that the client hung up, except by closing its instance.
  process.stdin.once("end", hangUp).once("close", hangUp);
  let why: Failure | null = null;
  const live = new LiveConnections(mcp.host);
  const forget = live.add(options.token, caller, (failure) => {
    why = failure;
    hangUp();
  });
  const handle = serveStdio(
    ({ era }) => {
      const made = callerServer(mcp, connection, era);
      made.server.onclose = notifyOfChanges(mcp, made, connection, era);
      return made.server;
    },
    { onerror: (error) => mcp.host.report(error, "mcp stdio") },
  );
  await hungUp;
  forget();
  listed.end();
  await handle.close();
  mcp.changes.close();
  if (why) throw why;
}
