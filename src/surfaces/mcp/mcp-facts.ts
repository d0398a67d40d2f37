import { insideRequest, type RequestFacts } from "../../kernel/context.ts";
import type { Connection } from "./mcp-part.ts";

/** Who asked through which transport, as far as rules and audit want to know. */
export interface McpSource {
  readonly client: RequestFacts["client"];
  readonly connection: Pick<Connection, "transport" | "headers" | "address">;
}

/** What rules may ask of a request by MCP. Few ask for headers: those are read when asked for. */
export function mcpFacts({ client, connection }: McpSource, method: string): RequestFacts {
  return {
    door: "mcp",
    method,
    context: insideRequest.context,
    query: insideRequest.query,
    get headers() {
      return connection.headers;
    },
    address: connection.address,
    client,
    transport: connection.transport,
  };
}
