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
import { Report } from "./report.ts";
import { mendDefinitions } from "./mend-definitions.ts";
import { makeCollections } from "./make-collections.ts";
import { openSource, type PocketbaseSource } from "./pocketbase-source.ts";
import { builtIn, readDefinitions, type Definition } from "./read-definitions.ts";

const reported = Type.Object({ what: Type.String(), why: Type.String() });

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
    mended: Type.Array(reported, { description: "What came in otherwise than it was." }),
    left: Type.Array(reported, { description: "What did not come in." }),
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
  const report = new Report();
  const originals = readDefinitions(source.database);
  const definitions = mendDefinitions(context.storage.dialect, originals, report);
  await refuseTaken(context, definitions);
  const filled = originals.filter(
    ({ name, type }) => type !== "view" && (!builtIn.has(name) || systemRows.has(name)),
  );
  const named = filesNamed(source, filled);
  const steps = countSteps(context, source, filled, named.length);
  const files = await copyFiles(context, source, named, report, steps);
  try {
    return await context.storage.write(async (writer) => {
      const inside = joining(context, writer);
      const missing = await makeCollections(inside, writer, definitions, report);
      const counts = new Map<string, number>();
      for (const from of filled) {
        counts.set(from.id, await copyTable(inside, writer, source, from, report, steps));
      }
      const settings = await copySettings(inside, source.database, report);
      for (const name of source.besides) {
        report.leaveOut(name, "Code and pages are not data: see hooks.");
      }
      const collections = definitions
        .filter(({ id, name }) => !missing.has(id) && (!builtIn.has(name) || counts.get(id)))
        .map(({ id, name, type }) => ({
          name,
          type,
          records: counts.get(id) ?? 0,
          files: files.counts.get(id) ?? 0,
        }));
      return { collections, settings, mended: report.mended, left: report.left };
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
  from: Definition,
  report: Report,
  onRow: () => void,
): Promise<number> {
  const catalog = await inside.services.catalogs.within(writer);
  // By its id: it may have another name here.
  const collection = catalog.get(builtIn.has(from.name) ? from.name : from.id);
  const table = { database: source.database, from, collection, report };
  if (from.name !== superusersName) return copyRows(inside, writer, table, onRow);
  const rows = await writer.all<{ email: string }>(
    sql`SELECT "email" FROM ${identifier(superusersName)}`,
  );
  const here = new Set(rows.map(({ email }) => email.toLowerCase()));
  const isKnown = ({ email }: Row) => {
    if (!here.has(String(email).toLowerCase())) return false;
    report.leaveOut(`${superusersName}: ${String(email)}`, "There is such a superuser here.");
    return true;
  };
  return copyRows(inside, writer, table, onRow, isKnown);
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
