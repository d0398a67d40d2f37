import { Type } from "@sinclair/typebox";
import type { Context } from "../../../kernel/context.ts";
import { joining } from "../../../kernel/dry-run.ts";
import { Failure } from "../../../kernel/failure.ts";
import { operation } from "../../../kernel/operation.ts";
import { identifier, sql } from "../../../kernel/sql.ts";
import type { Row, Writer } from "../../../kernel/storage.ts";
import { superusersName } from "../../collections/collection.ts";
import { copyFiles, filesNamed } from "./copy-files.ts";
import { copyRows } from "./copy-rows.ts";
import { copySettings } from "./copy-settings.ts";
import { LeftOut } from "./left-out.ts";
import { makeCollections } from "./make-collections.ts";
import { openSource, type PocketbaseSource } from "./pocketbase-source.ts";
import { builtIn, readDefinitions, type Definition } from "./read-definitions.ts";

/**
 * Whoever signed in stays signed in: ids, password hashes, token keys and the collections' secrets
 * come along as they are.
 */
export const importPocketbase = operation({
  name: "pocketbase.import",
  summary:
    "Bring a PocketBase data directory along: collections, records, files and settings, all or nothing.",
  access: "superuser",
  scope: "admin",
  effect: "write",
  input: Type.Object(
    { directory: Type.String({ minLength: 1, description: "pb_data, on this machine." }) },
    { additionalProperties: false },
  ),
  output: Type.Object({
    collections: Type.Array(
      Type.Object({
        name: Type.String(),
        type: Type.String(),
        records: Type.Integer(),
        files: Type.Integer(),
      }),
    ),
    settings: Type.Boolean(),
    left: Type.Array(Type.Object({ what: Type.String(), why: Type.String() })),
  }),

  async run(context, { directory }) {
    const source = await openSource(context.services.openForeign, directory);
    try {
      return await importFrom(context, source);
    } finally {
      source.database.close();
    }
  },
});

/** System collections whose rows are people's and come along; the others' are gone in minutes. */
const systemRows = new Set([superusersName, "_externalAuths", "_authOrigins"]);

async function importFrom(context: Context, source: PocketbaseSource) {
  const left = new LeftOut();
  const definitions = readDefinitions(source.database);
  await refuseTaken(context, definitions);
  const filled = definitions.filter(
    ({ name, type }) => type !== "view" && (!builtIn.has(name) || systemRows.has(name)),
  );
  const named = filesNamed(source, filled);
  const steps = countSteps(context, source, filled, named.length);
  const files = await copyFiles(context, source, named, left, steps);
  try {
    return await context.storage.write(async (writer) => {
      const inside = joining(context, writer);
      await makeCollections(inside, writer, definitions, left);
      const counts = new Map<string, number>();
      for (const { name } of filled) {
        counts.set(name, await copyTable(inside, writer, source, name, left, steps));
      }
      const settings = await copySettings(inside, source.database, left);
      for (const name of source.besides) left.add(name, "Code and pages are not data: see hooks.");
      const collections = definitions
        .filter(({ name }) => !builtIn.has(name) || (counts.get(name) ?? 0) > 0)
        .map(({ name, type }) => ({
          name,
          type,
          records: counts.get(name) ?? 0,
          files: files.counts.get(name) ?? 0,
        }));
      return { collections, settings, left: left.items };
    });
  } catch (thrown) {
    await files.undo();
    throw thrown;
  }
}

/** @throws Failure `conflict`: what is here already is not mixed with what comes. */
async function refuseTaken(context: Context, definitions: readonly Definition[]): Promise<void> {
  const catalog = await context.services.catalogs.current();
  const taken = definitions.filter(
    ({ id, name }) => !builtIn.has(name) && (catalog.find(name) ?? catalog.find(id)),
  );
  if (taken.length === 0) return;
  const names = taken.map(({ name }) => name).join(", ");
  throw new Failure("conflict", `There are collections of these names already: ${names}.`, {
    hint: "Import into an empty directory: --dir NEW.",
  });
}

async function copyTable(
  inside: Context,
  writer: Writer,
  source: PocketbaseSource,
  name: string,
  left: LeftOut,
  onRow: () => void,
): Promise<number> {
  const collection = (await inside.services.catalogs.within(writer)).get(name);
  const { database } = source;
  if (name !== superusersName) {
    return copyRows(inside, writer, { database, collection, left }, onRow);
  }
  const rows = await writer.all<{ email: string }>(
    sql`SELECT "email" FROM ${identifier(superusersName)}`,
  );
  const here = new Set(rows.map(({ email }) => email.toLowerCase()));
  const isKnown = ({ email }: Row) => {
    if (!here.has(String(email).toLowerCase())) return false;
    left.add(`${superusersName}: ${String(email)}`, "There is such a superuser here.");
    return true;
  };
  return copyRows(inside, writer, { database, collection, left }, onRow, isKnown);
}

/** Announces the progress; the answer counts one step. */
function countSteps(
  { services, callId }: Context,
  { database }: PocketbaseSource,
  filled: readonly Definition[],
  files: number,
): () => void {
  const total = filled.reduce((sum, { name }) => sum + database.count(name), files);
  let done = 0;
  return () => {
    if (done < total) done++;
    if (done % 250 === 0 || done === total) services.importProgress.announce(callId, done, total);
  };
}
