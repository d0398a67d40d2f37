import type { ClientFacts, Program } from "../../features/mcp/live-client.ts";
import type { LiveClients } from "../../features/mcp/live-clients.ts";
import { programIn, type PlainRequest } from "./fast-lane.ts";
import type { McpRequest } from "./mcp-request.ts";
import type { Connection } from "./mcp-part.ts";
import type { Mcp } from "./mcp-surface.ts";

/** A connection of its own in the list of live clients. */
export function connect(
  mcp: Mcp,
  asked: McpRequest,
  transport: Connection["transport"],
): ReturnType<LiveClients["connect"]> {
  return mcp.host.clients.connect(factsOf(asked, transport, null));
}

/** A request without any session, from a client that may have sent others. */
export function singleRequest(mcp: Mcp, asked: McpRequest): Connection {
  const { connection, caller } = asked;
  return {
    ...connection,
    transport: "http",
    caller: () => caller,
    note(request) {
      if (asked.tried) return;
      mcp.host.clients.passing(factsOf(asked, "http", request.program)).note(request);
    },
  };
}

/** The same for what is answered past the SDK. */
export function notePlain(mcp: Mcp, asked: McpRequest, { client, call, era }: PlainRequest): void {
  if (asked.tried) return;
  const request = {
    caller: asked.caller,
    program: client,
    protocolVersion: era === "modern" ? "2026-07-28" : "",
    isCall: call !== null,
  };
  mcp.host.clients.passing(factsOf(asked, "http", client)).note(request);
}

/** A stream of a client that sends its requests one by one; call the answer when it ends. */
export function holdStream(mcp: Mcp, asked: McpRequest): () => void {
  const program = programIn(asked.body);
  return mcp.host.clients.passing(factsOf(asked, "http", program)).hold();
}

function factsOf(
  { caller, connection, request }: McpRequest,
  transport: string,
  program: Program | null,
): ClientFacts {
  const { headers } = request;
  return {
    caller,
    transport,
    address: connection.address,
    userAgent: headers.get("user-agent") ?? "",
    program,
    protocolVersion: headers.get("mcp-protocol-version") ?? "",
  };
}
