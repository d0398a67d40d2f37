import type { Feature } from "../../kernel/feature.ts";
import { ClientBoard } from "./client-board.ts";
import { listClients } from "./list-clients.ts";
import { LiveClients } from "./live-clients.ts";

declare module "../../kernel/context.ts" {
  interface Services {
    /** Who speaks MCP: with this process, and with the others. */
    readonly mcpClients: { readonly live: LiveClients; readonly board: ClientBoard };
  }
}

/** What the product knows of the agents that speak MCP with it. */
export const mcp = {
  name: "mcp",
  operations: [listClients],
  migrations: [],
  async start(world) {
    const processId = world.randomId(8);
    const live = new LiveClients(
      processId,
      () => world.now().getTime(),
      () => board.start(),
    );
    const board = new ClientBoard(world, processId, () => live.list());
    world.onStop(() => board.close());
    return { mcpClients: { live, board } };
  },
} satisfies Feature;
