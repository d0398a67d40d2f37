import { sql } from "../../kernel/sql.ts";
import type { Reader, Writer } from "../../kernel/storage.ts";
import type { TableChange } from "../../kernel/table-change.ts";

/** What this data directory keeps for itself, by name; no door shows any of it. */
export type InstanceRow = "tokenSecret" | "setupTokenHash";

export const createInstanceTable: TableChange = {
  change: "createTable",
  table: "_instance",
  columns: [{ name: "value", kind: "text", default: "" }],
};

export async function readInstance(reader: Reader, name: InstanceRow): Promise<string | null> {
  const rows = await reader.all<{ value: string }>(
    sql`SELECT "value" FROM "_instance" WHERE "id" = ${name}`,
  );
  return rows[0]?.value ?? null;
}

/** `null` takes the row away. */
export async function writeInstance(
  writer: Writer,
  name: InstanceRow,
  value: string | null,
): Promise<void> {
  await writer.execute(sql`DELETE FROM "_instance" WHERE "id" = ${name}`);
  if (value === null) return;
  await writer.execute(sql`INSERT INTO "_instance" ("id", "value") VALUES (${name}, ${value})`);
}
