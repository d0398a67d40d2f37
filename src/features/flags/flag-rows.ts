import type { Latest } from "../../kernel/latest.ts";
import { sql } from "../../kernel/sql.ts";
import type { Reader } from "../../kernel/storage.ts";
import type { TableChange } from "../../kernel/table-change.ts";
import type { Flag } from "./flag.ts";

export const flagsTable = "_flags";

export const createFlagsTable: TableChange = {
  change: "createTable",
  table: flagsTable,
  columns: [{ name: "definition", kind: "text", default: "{}" }],
};

/** By key. */
export async function readFlags(reader: Reader): Promise<ReadonlyMap<string, Flag>> {
  const rows = await reader.all<{ id: string; definition: string }>(
    sql`SELECT "id", "definition" FROM "_flags" ORDER BY "id"`,
  );
  return new Map(rows.map(({ id, definition }) => [id, JSON.parse(definition) as Flag]));
}

declare module "../../kernel/context.ts" {
  interface Services {
    readonly flags: Latest<ReadonlyMap<string, Flag>>;
  }
}
