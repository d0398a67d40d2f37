import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { clientSchema } from "./live-client.ts";

/** Agents and programs that speak MCP with any process on the data directory, the latest first. */
export const listClients = operation({
  name: "mcp.clients",
  summary: "List the MCP clients that are connected or asked lately.",
  access: "superuser",
  scope: "admin",
  effect: "read",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ items: Type.Array(clientSchema) }),
  http: "GET /mcp/clients",
  tool: { name: "list_mcp_clients", title: "List MCP clients", records: true },
  command: { positional: [], example: "vaultbase mcp clients" },

  async run({ services }) {
    const { live, board } = services.mcpClients;
    const items = [...live.list(), ...(await board.others())];
    return { items: items.toSorted((a, b) => (a.lastSeen < b.lastSeen ? 1 : -1)) };
  },
});
