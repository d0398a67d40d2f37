import { Type } from "@sinclair/typebox";
import { choice } from "../../kernel/choice.ts";
import type { Context } from "../../kernel/context.ts";
import { joining } from "../../kernel/dry-run.ts";
import { Failure, isProblem, type Problems } from "../../kernel/failure.ts";
import { operation } from "../../kernel/operation.ts";
import type { Writer } from "../../kernel/storage.ts";
import type { Collection } from "../collections/collection.ts";
import { createCollection } from "../collections/create-collection.ts";
import { addRow } from "../records/create-record.ts";
import { whileForeseen } from "../records/foresight.ts";
import { openWritable } from "../records/open-collection.ts";
import { prepareWrite, type PreparedWrite } from "../records/prepare-write.ts";
import { planForCollection, planNewCollection, type ImportPlan } from "./plan-import.ts";
import { readSourceTable, sourceFormats, type SourceRow } from "./source-table.ts";

/** How many refused rows are worth telling; with more, the file is wrong rather than the rows. */
const refusalsTold = 20;
/** Rows between two words about the progress. */
const rowsPerAnnouncement = 250;

/** All rows of a file or none; makes the collection from what it finds in them where it is missing. */
export const importRecords = operation({
  name: "records.import",
  summary:
    "Import csv, json or ndjson, all rows or none; a missing collection is made with inferred fields.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "write",
  input: Type.Object(
    {
      collection: Type.String({ minLength: 1, description: "The collection's name or id." }),
      format: choice(sourceFormats, "How the text is written."),
      text: Type.String({ minLength: 1, description: "The file's content." }),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    collection: Type.String(),
    /** Whether the collection was made for this. */
    created: Type.Boolean(),
    records: Type.Integer(),
    /** The collection's own fields after the import. */
    fields: Type.Array(Type.Object({ name: Type.String(), type: Type.String() })),
    skipped: Type.Array(Type.Object({ column: Type.String(), reason: Type.String() })),
  }),
  http: "POST /collections/:collection/import",

  async run(context, input) {
    const table = readSourceTable(input.text, input.format);
    const existing = (await context.services.catalogs.current()).find(input.collection);
    const plan = existing ? planForCollection(table, existing) : planNewCollection(table);
    const drafts = await prepareDrafts(context, input.collection, plan, table.rows);
    const foresights = drafts.map(({ prepared }) => prepared.foresight);
    return whileForeseen(context, foresights, async (writer) => {
      const inside = joining(context, writer);
      if (!existing) {
        const fields = [...plan.fields];
        await createCollection.run(inside, { name: input.collection, type: "base", fields });
      }
      const collection = await addAll(inside, writer, input.collection, drafts);
      return {
        collection: collection.name,
        created: !existing,
        records: drafts.length,
        fields: collection.fields.map(({ name, type }) => ({ name, type })),
        skipped: [...plan.skipped],
      };
    });
  },
});

interface ImportDraft {
  readonly row: number;
  readonly prepared: PreparedWrite;
  /** Set where the row cannot even be read. */
  readonly refusal: Failure | null;
}

/** Everything slow, such as hashing, is done before the transaction. */
async function prepareDrafts(
  context: Context,
  collection: string,
  plan: ImportPlan,
  rows: readonly SourceRow[],
): Promise<ImportDraft[]> {
  const drafts: ImportDraft[] = [];
  for (const row of rows) {
    const { data, refusal } = readRow(plan, row);
    const prepared = await prepareWrite(context, collection, null, data);
    drafts.push({ row: row.number, prepared, refusal });
  }
  return drafts;
}

function readRow(
  plan: ImportPlan,
  row: SourceRow,
): { readonly data: Record<string, unknown>; readonly refusal: Failure | null } {
  const data: Record<string, unknown> = {};
  let refusal: Failure | null = null;
  for (const column of plan.columns) {
    try {
      const value = column.read(row);
      if (value !== undefined) data[column.field] = value;
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      refusal ??= thrown;
    }
  }
  if (typeof data.password === "string") data.passwordConfirm ??= data.password;
  return { data, refusal };
}

/** @throws Failure `invalid` with a problem per refused row; the transaction then keeps nothing. */
async function addAll(
  inside: Context,
  writer: Writer,
  name: string,
  drafts: readonly ImportDraft[],
): Promise<Collection> {
  const catalog = await inside.services.catalogs.within(writer);
  const collection = openWritable(inside, catalog, name);
  const refused: Record<string, Problems> = {};
  let reason = "";
  for (const [index, { row, prepared, refusal }] of drafts.entries()) {
    try {
      if (refusal) throw refusal;
      await addRow(inside, writer, catalog, collection, prepared);
    } catch (thrown) {
      if (!(thrown instanceof Failure) || thrown.code === "internal") throw thrown;
      refused[`row ${row}`] = thrown.problems;
      reason ||= `Row ${row}: ${explain(thrown)}`;
      if (Object.keys(refused).length >= refusalsTold) break;
    }
    if (index % rowsPerAnnouncement === 0) {
      inside.services.importProgress.announce(inside.callId, index, drafts.length);
    }
  }
  const count = Object.keys(refused).length;
  if (count > 0) {
    const many = count >= refusalsTold ? `At least ${count}` : String(count);
    throw new Failure(
      "invalid",
      `${many} of ${drafts.length} rows were refused; nothing was imported.`,
      { hint: reason, problems: refused },
    );
  }
  inside.services.importProgress.announce(inside.callId, drafts.length, drafts.length);
  return collection;
}

function explain(failure: Failure): string {
  const [field, problem] = Object.entries(failure.problems)[0] ?? [];
  if (field === undefined || problem === undefined || !isProblem(problem)) return failure.message;
  return `${field}: ${problem.message}`;
}
