import type { Feature } from "../../kernel/feature.ts";
import { checkAllowed } from "../settings/check-allowed.ts";
import { ClientBoard } from "./client-board.ts";
import { clientsStorage } from "./clients-storage.ts";
import { KeptSubscriptions } from "./kept-subscriptions.ts";
import { showAccess } from "./show-access.ts";
import { listCalls } from "./list-calls.ts";
import { listClients } from "./list-clients.ts";
import { McpOffers } from "./offers.ts";
import { LiveClients } from "./live-clients.ts";

declare module "../../kernel/context.ts" {
  interface Services {
    /** What allow-lists of tools and resources may name. */
    readonly mcpOffers: McpOffers;
    /** Who speaks MCP: with this process, and with the others. */
    readonly mcpClients: { readonly live: LiveClients; readonly board: ClientBoard };
    readonly mcpSubscriptions: KeptSubscriptions;
  }
}

/** What the product knows of the agents that speak MCP with it. */
export const mcp = {
  name: "mcp",
  operations: [listCalls, listClients, showAccess],
  migrations: [],
  async start(world) {
    const mcpOffers = new McpOffers(world.operations);
    const processId = world.randomId(8);
    const clientsDatabase = clientsStorage(world);
    const live = new LiveClients(
      processId,
      () => world.now().getTime(),
      () => board.start(),
    );
    const board = new ClientBoard(world, clientsDatabase, processId, () => live.list());
    world.onStop(() => board.close());
    const { settings } = world.services;
    if (settings.lockedNames.some((name) => name.startsWith("mcp.allowed"))) {
      await checkAllowed(
        { services: { ...world.services, mcpOffers } },
        world.storage,
        nothing,
        settings.latest.mcp,
      );
    }
    const mcpSubscriptions = new KeptSubscriptions(world, clientsDatabase);
    return { mcpClients: { live, board }, mcpOffers, mcpSubscriptions };
  },
} satisfies Feature;

const nothing = { allowedTools: [], allowedResources: [] };
