import type { World } from "../../kernel/feature.ts";
import { migrate } from "../../kernel/migrate.ts";
import type { Storage, Writer } from "../../kernel/storage.ts";

/** `clients.db`, beside the data: what is known of who is there, which nobody misses in a backup. */
export function clientsStorage(
  world: Pick<World, "openBeside" | "now" | "randomId" | "vault">,
): () => Promise<Storage> {
  let opened: Promise<Storage> | undefined;
  const open = async () => {
    const storage = await world.openBeside("clients");
    const migrations = [createBoards, createSubscriptions];
    await migrate(storage, [{ name: "mcp", operations: [], migrations }], world);
    return storage;
  };
  return () => (opened ??= open());
}

const createBoards = {
  id: "mcp-1-boards",
  run: (writer: Writer) =>
    writer.change([
      {
        change: "createTable",
        table: "boards",
        columns: [
          { name: "written", kind: "number", default: 0 },
          { name: "clients", kind: "json", default: "[]" },
        ],
      },
    ]),
};

const createSubscriptions = {
  id: "mcp-2-subscriptions",
  run: (writer: Writer) =>
    writer.change([
      {
        change: "createTable",
        table: "subscriptions",
        columns: [
          { name: "session", kind: "text", default: "" },
          { name: "uri", kind: "text", default: "" },
          { name: "kept", kind: "number", default: 0 },
        ],
      },
      {
        change: "createIndex",
        table: "subscriptions",
        index: {
          name: "subscriptions_session",
          unique: true,
          columns: ["session", "uri"].map((name) => ({ name, collate: "", order: "" as const })),
          where: "",
        },
      },
    ]),
};
