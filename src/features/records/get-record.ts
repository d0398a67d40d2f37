import { Type } from "@sinclair/typebox";
import { chooseFields } from "../../kernel/choose-fields.ts";
import { Failure } from "../../kernel/failure.ts";
import { operation } from "../../kernel/operation.ts";
import { concat, raw, sql } from "../../kernel/sql.ts";
import type { Collection } from "../collections/collection.ts";
import { checkReading } from "./check-reading.ts";
import { expandRecords } from "./expand.ts";
import { openCollection } from "./open-collection.ts";
import { presentRows } from "./present-rows.ts";
import { presentationOf } from "./presentation.ts";
import { collectionInput, idInput, readOptions, recordOutput } from "./record-options.ts";
import { ruleCondition } from "./rules.ts";

/** One record by its id, if the caller may see it. */
export const getRecord = operation({
  name: "records.get",
  summary: "Get one record by its id.",
  access: "byRules",
  scope: "read:tables",
  effect: "read",
  input: Type.Object(
    { collection: collectionInput, id: idInput, ...readOptions },
    { additionalProperties: false },
  ),
  output: recordOutput,
  rateLabels: ["view"],
  http: "GET /collections/:collection/records/:id",
  command: { positional: ["collection", "id"], example: "vaultbase records get movies ID" },

  async run(context, input) {
    const catalog = await context.services.catalogs.current();
    const collection = openCollection(context, catalog, input.collection);
    checkReading(context, catalog, collection, input);
    const rule = ruleCondition(context, catalog, collection, "viewRule", { body: null });
    const { select } = presentationOf(collection, context.caller);
    const byId = sql` WHERE "id" = ${input.id}`;
    const rows = await context.storage.all(
      rule ? concat(select, byId, andOpens, rule, closes) : concat(select, byId),
    );
    const [record] = await presentRows(context, catalog, collection, rows);
    if (!record) throw missingRecord(collection, input.id);
    if (input.expand) await expandRecords(context, catalog, collection, [record], input.expand);
    return chooseFields(record, input.fields);
  },
});

const andOpens = raw(" AND (");
const closes = raw(")");

/** The same answer for a record that is not there and one the caller may not see. */
export function missingRecord(collection: Collection, id: string): Failure {
  return new Failure("notFound", "The requested resource wasn't found.", {
    hint: `No record ${JSON.stringify(id)} that you may reach in ${collection.name}; list its records for their ids.`,
  });
}
