import { Type } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { joining } from "../../kernel/dry-run.ts";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import { prepareCredentials } from "../records/auth-fields.ts";
import { addRow } from "../records/create-record.ts";
import { Foresight, whileForeseen } from "../records/foresight.ts";
import { NewFiles } from "../records/new-files.ts";
import { openCollection } from "../records/open-collection.ts";
import { discardPrepared, type PreparedWrite } from "../records/prepare-write.ts";
import { collectionInput } from "../records/record-options.ts";
import { fakeRecords, type RecordData } from "./fake-records.ts";

/** Made-up records that look real, all of them or none, under the rules that hold for the caller. */
export const seedRecords = operation({
  name: "records.seed",
  summary: "Fill a collection with made-up records that fit its fields, all or none.",
  access: "byRules",
  scope: "write:tables",
  effect: "write",
  input: Type.Object(
    {
      collection: collectionInput,
      count: Type.Integer({
        minimum: 1,
        maximum: limits.seedRecords,
        description: `At most ${limits.seedRecords}.`,
      }),
      overrides: Type.Optional(
        Type.Record(Type.String(), Type.Unknown(), {
          description: "Values that all of them get, by field name.",
        }),
      ),
      seed: Type.Optional(
        Type.Integer({ minimum: 0, description: "The same number makes the same values." }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    collection: Type.String(),
    created: Type.Integer(),
    seed: Type.Integer({ description: "To make the same again." }),
    ids: Type.Array(Type.String(), { description: "The first ones'." }),
  }),
  http: "POST /collections/:collection/seed",
  tool: { name: "seed", title: "Seed records" },
  command: {
    positional: ["collection", "count"],
    example: `vaultbase records seed posts 50 --overrides '{"status":"draft"}'`,
  },

  async run(context, input) {
    const { collection: name, count, overrides = {} } = input;
    const seed = input.seed ?? crypto.getRandomValues(new Uint32Array(1))[0]!;
    const catalog = await context.services.catalogs.current();
    const collection = openCollection(context, catalog, name);
    const records = await fakeRecords(context, catalog, collection, { count, seed, overrides });
    const prepared = await prepareAll(context, collection.name, records);
    try {
      const ids = await addAll(context, collection.name, prepared);
      return { collection: collection.name, created: count, seed, ids: ids.slice(0, idsTold) };
    } finally {
      for (const each of prepared) await discardPrepared(each);
    }
  },
});

/** Enough to look at some; a thousand would fill an agent's window. */
const idsTold = 10;

/** The password is the same for all, and so is the hash: making it is slow on purpose. */
async function prepareAll(
  context: Context,
  collection: string,
  records: readonly RecordData[],
): Promise<PreparedWrite[]> {
  const credentials = await prepareCredentials(context, collection, null, records[0] ?? {});
  const prepared: PreparedWrite[] = [];
  for (const data of records) {
    const files = await NewFiles.receive(context, collection, data);
    const write = { action: "create", collection, id: null, data: files.data } as const;
    prepared.push({ credentials, files, foresight: await Foresight.of(context, write) });
  }
  return prepared;
}

function addAll(
  context: Context,
  name: string,
  prepared: readonly PreparedWrite[],
): Promise<string[]> {
  const foresights = prepared.map(({ foresight }) => foresight);
  return whileForeseen(context, foresights, async (writer) => {
    const inside = joining(context, writer);
    const catalog = await context.services.catalogs.within(writer);
    const collection = openCollection(inside, catalog, name);
    const ids: string[] = [];
    for (const [index, each] of prepared.entries()) {
      try {
        const { row } = await addRow(inside, writer, catalog, collection, each);
        ids.push(String(row.id));
      } catch (thrown) {
        if (!(thrown instanceof Failure) || thrown.code === "internal") throw thrown;
        throw new Failure(thrown.code, `Record ${index + 1} of ${prepared.length} was refused.`, {
          hint: `${thrown.message} ${thrown.hint ?? ""} Nothing was created.`,
          problems: thrown.problems,
          cause: thrown,
        });
      }
    }
    return ids;
  });
}
