import { logChange } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { identifier, join, sql } from "../../kernel/sql.ts";
import type { Row, Writer } from "../../kernel/storage.ts";
import type { Collection } from "../collections/collection.ts";
import { dropFiles } from "../collections/stored-files.ts";
import { isSecret } from "../collections/field.ts";
import { invalidRecord } from "./draft.ts";

/** The only places where a record's row is inserted, updated or deleted; each leaves its change. */
export async function insertRow(
  context: Context,
  writer: Writer,
  collection: Collection,
  row: Row,
): Promise<void> {
  const names = collection.fields.map((field) => field.name);
  const columns = join(
    names.map((name) => identifier(name)),
    ", ",
  );
  const values = join(
    names.map((name) => sql`${row[name] ?? null}`),
    ", ",
  );
  await translatingConflicts(false, () =>
    writer.execute(sql`INSERT INTO ${identifier(collection.name)} (${columns}) VALUES (${values})`),
  );
  const record = String(row.id);
  await logChange(context, writer, {
    collection: collection.id,
    record,
    action: "create",
    before: {},
  });
  await context.services.recordHooks.after(context, writer, collection, {
    before: null,
    after: row,
  });
}

/** Writes the columns that differ; a row that stays as it is leaves no change. */
export async function replaceRow(
  context: Context,
  writer: Writer,
  collection: Collection,
  existing: Row,
  row: Row,
): Promise<void> {
  const names = collection.fields
    .map((field) => field.name)
    .filter((name) => row[name] !== existing[name]);
  if (names.length === 0) return;
  const assignments = join(
    names.map((name) => sql`${identifier(name)} = ${row[name] ?? null}`),
    ", ",
  );
  const record = String(existing.id);
  await translatingConflicts(true, () =>
    writer.execute(
      sql`UPDATE ${identifier(collection.name)} SET ${assignments} WHERE "id" = ${record}`,
    ),
  );
  dropFiles(context, writer, collection, existing, row);
  const before = loggable(collection, existing, names);
  await logChange(context, writer, { collection: collection.id, record, action: "update", before });
  await context.services.recordHooks.after(context, writer, collection, {
    before: existing,
    after: row,
  });
  if (collection.auth && names.includes("tokenKey")) {
    await context.services.companions.sessionsOver(context, writer, collection.id, record);
  }
}

export async function removeRow(
  context: Context,
  writer: Writer,
  collection: Collection,
  row: Row,
): Promise<void> {
  const record = String(row.id);
  await writer.execute(sql`DELETE FROM ${identifier(collection.name)} WHERE "id" = ${record}`);
  dropFiles(context, writer, collection, row, null);
  await logChange(context, writer, {
    collection: collection.id,
    record,
    action: "delete",
    before: loggable(collection, row),
  });
  await context.services.recordHooks.after(context, writer, collection, {
    before: row,
    after: null,
  });
  if (collection.auth) {
    await context.services.companions.recordGone(context, writer, collection.id, record);
  }
}

/** What the change log may keep of a row: passwords and token keys are not for anybody to look up. */
function loggable(
  { fields }: Collection,
  row: Row,
  names: readonly string[] = fields.map((field) => field.name),
): Row {
  const secrets = new Set(fields.filter(isSecret).map((field) => field.name));
  return Object.fromEntries(
    names.filter((name) => !secrets.has(name)).map((name) => [name, row[name] ?? null]),
  );
}

async function translatingConflicts(exists: boolean, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === "conflict") {
      throw invalidRecord(exists, thrown.problems);
    }
    throw thrown;
  }
}
