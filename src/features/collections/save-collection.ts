import { logChange } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { Failure, type Problem, type Problems } from "../../kernel/failure.ts";
import { sql } from "../../kernel/sql.ts";
import { StaleSchema, type Writer } from "../../kernel/storage.ts";
import type { Vault } from "../../kernel/vault.ts";
import type { Collection } from "./collection.ts";
import { sealDefinition } from "./definition.ts";
import { parseIndex } from "./index-statement.ts";
import { bumpSchema } from "./live-catalogs.ts";
import { planRemoval, planTables } from "./plan-tables.ts";
import { presentCollection } from "./present-collection.ts";
import { dropCollectionFiles, dropFieldFiles } from "./stored-files.ts";

/** The name under which changes of the schema stand in the change log. */
export const collectionsTable = "_collections";

/** Tables, definition, version and change log move together, or not at all. */
export async function saveCollection(
  context: Context,
  writer: Writer,
  before: Collection | null,
  after: Collection,
): Promise<void> {
  if (before) await dropFieldFiles(context, writer, before, after);
  try {
    await writer.change(planTables(before, after));
  } catch (thrown) {
    throw explainTables(thrown, after, before === null);
  }
  await saveDefinition(context, writer, before, after);
}

/** All but the tables, which may be as they should already. */
export async function saveDefinition(
  context: Context,
  writer: Writer,
  before: Collection | null,
  after: Collection,
): Promise<void> {
  await writeDefinition(writer, after, context.vault);
  await announce(context, writer, before ? "update" : "create", after.id, before);
}

/** The definition alone: tables, version and change log are the caller's matter. */
export async function writeDefinition(
  writer: Writer,
  collection: Collection,
  vault: Vault,
): Promise<void> {
  const { id, name } = collection;
  await writer.execute(
    sql`INSERT INTO "_collections" ("id", "name", "definition") VALUES (${id}, ${name}, ${sealDefinition(collection, vault)})
      ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "definition" = excluded."definition"`,
  );
}

export async function removeCollection(
  context: Context,
  writer: Writer,
  collection: Collection,
): Promise<void> {
  if (collection.type !== "view") await writer.change(planRemoval(collection));
  dropCollectionFiles(context, writer, collection);
  await writer.execute(sql`DELETE FROM "_collections" WHERE "id" = ${collection.id}`);
  if (collection.auth) await context.services.companions.recordGone(context, writer, collection.id);
  await context.services.forgetHooks(context, writer, collection);
  await announce(context, writer, "delete", collection.id, collection);
}

async function announce(
  context: Context,
  writer: Writer,
  action: "create" | "update" | "delete",
  record: string,
  before: Collection | null,
): Promise<void> {
  await bumpSchema(writer);
  await logChange(context, writer, {
    collection: collectionsTable,
    record,
    action,
    before: before ? presentCollection(before) : {},
  });
}

/** What only the tables could know: values that are not unique, an index over no such column. */
function explainTables(thrown: unknown, after: Collection, isNew: boolean): unknown {
  const message = `Failed to ${isNew ? "create" : "update"} collection.`;
  const refuse = (indexes: Problem | Problems, hint: string) =>
    new Failure("invalid", message, { cause: thrown, hint, problems: { indexes } });
  const code = "validation_invalid_index_expression";
  if (thrown instanceof Failure && thrown.code === "conflict") {
    const problem = { code, message: "Not unique." };
    const position = uniqueIndexOver(after, Object.keys(thrown.problems));
    const hint = `Records of ${after.name} hold the same value twice: ${thrown.hint ?? ""}`;
    return refuse(position < 0 ? problem : { [position]: problem }, hint);
  }
  if (thrown instanceof StaleSchema) {
    const hint = `An index names something that ${after.name} has not: ${thrown.message}.`;
    return refuse({ code, message: `${thrown.message}.` }, hint);
  }
  return thrown;
}

function uniqueIndexOver({ indexes }: Collection, columns: readonly string[]): number {
  return indexes.findIndex((statement) => {
    const index = parseIndex(statement);
    return index?.unique && index.columns.every(({ name }) => columns.includes(name));
  });
}
