import { Type } from "@sinclair/typebox";
import { chooseFields } from "../../kernel/choose-fields.ts";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import { concat, raw, sql, type Sql } from "../../kernel/sql.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import { checkReading } from "./check-reading.ts";
import { expandRecords } from "./expand.ts";
import { openCollection } from "./open-collection.ts";
import { presentRows } from "./present-rows.ts";
import { presentationOf } from "./presentation.ts";
import { readOptions, recordOutput } from "./record-options.ts";
import { findByWords } from "./search.ts";
import { compileSort } from "./sort.ts";
import { clientScope, viewConditions } from "./view-conditions.ts";

const input = Type.Object(
  {
    collection: Type.String({ description: "Name or id." }),
    filter: Type.Optional(
      Type.String({
        description: "Such as: year > 1999 && title ~ 'star'. See the filter language.",
      }),
    ),
    search: Type.Optional(
      Type.String({
        description: `Words, "words in a row", -words not wanted; where the collection has a search.`,
      }),
    ),
    sort: Type.Optional(
      Type.String({ description: "Fields, the first counts most; - before one means descending." }),
    ),
    page: Type.Optional(Type.Integer({ description: "From 1." })),
    perPage: Type.Optional(Type.Integer({ description: `At most ${limits.perPageMax}.` })),
    skipTotal: Type.Optional(
      Type.Boolean({ description: "Do not count: the totals become -1, the answer comes sooner." }),
    ),
    ...readOptions,
  },
  { additionalProperties: false },
);

/** One page of the records that the caller may list and that meet the filter. */
export const listRecords = operation({
  name: "records.list",
  summary: "List records of a collection, filtered, sorted and in pages.",
  access: "byRules",
  scope: "read:tables",
  effect: "read",
  input,
  output: Type.Object({
    items: Type.Array(recordOutput),
    page: Type.Integer(),
    perPage: Type.Integer(),
    totalItems: Type.Integer(),
    totalPages: Type.Integer(),
  }),
  rateLabels: ["list"],
  http: "GET /collections/:collection/records",
  command: {
    positional: ["collection"],
    example: "vaultbase records list movies --filter 'imdb_rating > 8' --sort=-imdb_rating",
  },

  async run(context, input) {
    const catalog = await context.services.catalogs.current();
    const collection = openCollection(context, catalog, input.collection);
    checkReading(context, catalog, collection, input);
    const conditions = viewConditions(context, catalog, collection, "listRule", input.filter);
    const found = findByWords(context, collection, input.search);
    const from = found ? [found.join] : [];
    const where = [...from, ...whereAll(found ? [...conditions, found.test] : conditions)];
    // No table goes on for longer, and SQLite takes no larger offset.
    const page = Math.min(Math.max(1, input.page ?? 1), lastPage);
    const perPage = effectivePerPage(input.perPage);
    const order = compileOrder(context, catalog, collection, input.sort) ?? found?.order;

    const { select } = presentationOf(collection, context.caller);
    // A bare LIMIT ? makes SQLite prepare the statement anew at every binding.
    const paging = sql` LIMIT 0 + ${perPage} OFFSET ${(page - 1) * perPage}`;
    const sorting = order ? [orderBy, order] : [];
    const rows = await context.storage.all(concat(select, ...where, ...sorting, paging));
    const items = await presentRows(context, catalog, collection, rows);
    if (input.expand) await expandRecords(context, catalog, collection, items, input.expand);

    const totalItems = input.skipTotal ? -1 : await count(context, collection, where);
    return {
      items: chooseFields(items, input.fields),
      page,
      perPage,
      totalItems,
      totalPages: totalItems < 0 ? -1 : Math.ceil(totalItems / perPage),
    };
  },
});

const lastPage = 1_000_000_000_000;

const orderBy = raw(" ORDER BY ");
const whereOpens = raw(" WHERE (");
const both = raw(") AND (");
const closes = raw(")");

function whereAll(conditions: readonly Sql[]): readonly Sql[] {
  if (conditions.length === 0) return [];
  const pieces = conditions.flatMap((condition, index) =>
    index === 0 ? [whereOpens, condition] : [both, condition],
  );
  return [...pieces, closes];
}

function compileOrder(
  context: Context,
  catalog: Catalog,
  collection: Collection,
  sort: string | undefined,
): Sql | null {
  if (!sort) return null;
  const { caller, request } = context;
  const facts = { caller, request, now: context.now(), body: null };
  return compileSort(clientScope(context, catalog, collection), sort, facts);
}

async function count(
  context: Context,
  collection: Collection,
  where: readonly Sql[],
): Promise<number> {
  const { count: select } = presentationOf(collection, context.caller);
  const [row] = await context.storage.all<{ total: number }>(concat(select, ...where));
  if (!row) throw new Failure("internal", "Counting gave no row.");
  return row.total;
}

function effectivePerPage(asked: number | undefined): number {
  if (asked === undefined || asked <= 0) return limits.perPageDefault;
  return Math.min(asked, limits.perPageMax);
}
