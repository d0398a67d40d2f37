import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { Failure } from "../../kernel/failure.ts";
import { callerServer } from "./caller-server.ts";
import { identifyCaller } from "./identify-caller.ts";
import { LiveConnections } from "./live-connections.ts";
import type { ToolsetOptions } from "./mcp-host.ts";
import type { Connection } from "./mcp-part.ts";
import type { Mcp } from "./mcp-surface.ts";
import { readOnlyCaller } from "./narrow-caller.ts";
import { notifyOfChanges } from "./notify-of-changes.ts";

export interface McpStdioOptions {
  /** Asked about for every request, so that a revoked token is refused at once. */
  readonly token: string;
  readonly readOnly?: boolean;
  readonly toolset?: ToolsetOptions["toolset"];
}

/**
 * Serves one client over standard input and output, where nothing but protocol may be written.
 * Resolves when the client has hung up.
 * @throws Failure `unauthenticated` when the token opens no door, or opens it no more.
 */
export async function serveMcpStdio(mcp: Mcp, options: McpStdioOptions): Promise<void> {
  const connection: Connection = {
    transport: "stdio",
    toolset: { ...mcp.toolset, ...(options.toolset && { toolset: options.toolset }) },
    headers: {},
    address: "",
    note: (request) => listed.client.note(request),
    async caller() {
      const caller = await identifyCaller(mcp.host, options.token);
      return options.readOnly ? readOnlyCaller(caller) : caller;
    },
  };
  const caller = await connection.caller();
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
  let isOver = false;
  const live = new LiveConnections(mcp.host);
  const forget = live.add(options.token, caller, () => {
    isOver = true;
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
  if (isOver) throw tokenOver();
}

function tokenOver(): Failure {
  return new Failure("unauthenticated", "The token was revoked, or has expired: hung up.", {
    hint: "Mint another with `vaultbase token mint --name NAME --scope mcp:read`.",
  });
}
