import type { World } from "../../kernel/feature.ts";
import { migrate } from "../../kernel/migrate.ts";
import type { Storage } from "../../kernel/storage.ts";

/** `logs.db`, apart from the data: it has its own writer, and nobody misses it in a backup. */
export async function openLogStorage(world: World): Promise<Storage> {
  const storage = await world.openBeside("logs");
  await migrate(storage, [{ name: "logs", operations: [], migrations: [createTable] }], world);
  return storage;
}

const createTable = {
  id: "logs-1-table",
  run: (writer: Parameters<Parameters<Storage["write"]>[0]>[0]) =>
    writer.change([
      {
        change: "createTable",
        table: "logs",
        columns: [
          { name: "created", kind: "text", default: "" },
          { name: "level", kind: "number", default: 0 },
          { name: "message", kind: "text", default: "" },
          { name: "data", kind: "json", default: "{}" },
        ],
      },
      {
        change: "createIndex",
        table: "logs",
        index: {
          name: "logs_created",
          unique: false,
          columns: [{ name: "created", collate: "", order: "" }],
          where: "",
        },
      },
    ]),
};
