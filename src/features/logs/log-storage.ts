import type { Migration, World } from "../../kernel/feature.ts";
import { migrate } from "../../kernel/migrate.ts";
import { sql } from "../../kernel/sql.ts";
import type { Storage } from "../../kernel/storage.ts";

/** `logs.db`, apart from the data: it has its own writer, and nobody misses it in a backup. */
export async function openLogStorage(world: World): Promise<Storage> {
  const storage = await world.openBeside("logs");
  await migrate(
    storage,
    [{ name: "logs", operations: [], migrations: [createTable, countable(storage)] }],
    world,
  );
  return storage;
}

const createTable: Migration = {
  id: "logs-1-table",
  run: (writer) =>
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

/** What charts count, in an index that has all of it: looking into each entry takes four times as long. */
function countable({ dialect }: Storage): Migration {
  const told = (name: string) => sql`coalesce(${dialect.jsonValue(sql`"data"`, [name])}, 0)`;
  return {
    id: "logs-2-countable",
    async run(writer) {
      const columns = ["status", "execTime"].map((name) => ({
        change: "addColumn" as const,
        table: "logs",
        column: { name, kind: "number" as const, default: 0 },
      }));
      await writer.change([...columns, { change: "dropIndex", index: "logs_created" }]);
      await writer.execute(
        sql`UPDATE "logs" SET "status" = ${told("status")}, "execTime" = ${told("execTime")}`,
      );
      const names = ["created", "status", "execTime"];
      const indexed = names.map((name) => ({ name, collate: "", order: "" as const }));
      const index = { name: "logs_countable", unique: false, columns: indexed, where: "" };
      await writer.change([{ change: "createIndex", table: "logs", index }]);
    },
  };
}
