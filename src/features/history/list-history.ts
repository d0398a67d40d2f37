import { Type, type Static } from "@sinclair/typebox";
import type { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import { readMoment } from "../../kernel/read-moment.ts";
import { join, sql, type Sql } from "../../kernel/sql.ts";
import type { Reader, Row } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import { keptSince, sayKept } from "./kept-since.ts";
import { openCollection } from "../records/open-collection.ts";
import { presentCells } from "../records/presentation.ts";
import { statesAt } from "../records/record-states.ts";

const version = Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]);

const entry = Type.Object({
  sequence: Type.Integer(),
  at: Type.String(),
  actor: Type.String(),
  token: Type.String(),
  call: Type.String({ description: "What one call changed has the same; history undo takes it." }),
  collection: Type.String(),
  record: Type.String(),
  action: Type.String(),
  before: version,
  after: version,
});
type Entry = Static<typeof entry>;

/** Who changed which record when, what it was before and what it became; newest first. */
export const listHistory = operation({
  name: "history.list",
  summary: "List what was written to records, by whom, with the values before and after.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  input: Type.Object(
    {
      collection: Type.Optional(Type.String({ description: "Only records of this collection." })),
      record: Type.Optional(Type.String({ description: "Only the record with this id." })),
      call: Type.Optional(Type.String({ description: "Only what this call changed." })),
      actor: Type.Optional(Type.String({ description: "Exactly this actor, e.g. mcp:claude." })),
      from: Type.Optional(Type.String({ description: "How long ago (1h, 7d) or a date." })),
      to: Type.Optional(Type.String({ description: "The same." })),
      page: Type.Optional(Type.Integer({ minimum: 1 })),
      perPage: Type.Optional(Type.Integer({ minimum: 1, maximum: limits.perPageMax })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    items: Type.Array(entry),
    page: Type.Integer(),
    perPage: Type.Integer(),
    note: Type.Optional(Type.String({ description: "What there was, and is not kept." })),
  }),
  http: "GET /history",
  tool: { name: "read_history", title: "Read history", records: true },
  command: { positional: ["collection", "record"], example: "vaultbase history list posts ID" },

  async run(context, input) {
    const page = input.page ?? 1;
    const perPage = input.perPage ?? limits.perPageDefault;
    const catalog = await context.services.catalogs.current();
    const conditions: Sql[] = [among(readable(context, catalog, input.collection))];
    if (input.record !== undefined) conditions.push(sql`"record" = ${input.record}`);
    if (input.call !== undefined) conditions.push(sql`"call" = ${input.call}`);
    if (input.actor !== undefined) conditions.push(sql`"actor" = ${input.actor}`);
    const moment = (name: "from" | "to", text: string) =>
      readMoment(name, text, context.now()).toISOString();
    const from = input.from ? moment("from", input.from) : "";
    if (from !== "") conditions.push(sql`"at" >= ${from}`);
    if (input.to) conditions.push(sql`"at" <= ${moment("to", input.to)}`);
    const changes = await context.storage.all<Change>(
      sql`SELECT * FROM "_changes" WHERE ${join(conditions, " AND ")}
        ORDER BY "sequence" DESC LIMIT ${perPage} OFFSET ${(page - 1) * perPage}`,
    );
    const states = await statesAfter(context.storage, catalog, changes);
    const items = changes.map((change) =>
      describe(catalog.get(change.collection), change, states.get(change.sequence) ?? null),
    );
    const kept = items.length < perPage ? await keptSince(context.storage) : null;
    const note = kept !== null && from < kept ? { note: sayKept(kept) } : {};
    return { items, page, perPage, ...note };
  },
});

/** The collections whose past the caller may read: those whose present it may. */
function readable(context: Context, catalog: Catalog, asked: string | undefined): Collection[] {
  if (asked !== undefined) return [openCollection(context, catalog, asked)];
  const { token } = context.caller;
  return catalog.collections.filter(
    ({ id, system }) =>
      !token || ((!system || token.scopes.has("admin")) && (token.collections?.has(id) ?? true)),
  );
}

function among(collections: readonly Collection[]): Sql {
  const ids = collections.map(({ id }) => sql`${id}`);
  return sql`"collection" IN (${join(ids, ", ")})`;
}

/** Each record as each of these changes left it, by sequence; a delete's is what it took away. */
async function statesAfter(
  reader: Reader,
  catalog: Catalog,
  changes: readonly Change[],
): Promise<Map<number, Row | null>> {
  const first = changes.at(-1)?.sequence ?? 0;
  const needed: Change[] = [];
  for (const [collection, some] of Map.groupBy(changes, (change) => change.collection)) {
    const records = [...new Set(some.map(({ record }) => record))].map((id) => sql`${id}`);
    needed.push(
      ...(await reader.all<Change>(
        sql`SELECT * FROM "_changes" WHERE "collection" = ${collection}
          AND "record" IN (${join(records, ", ")}) AND "sequence" >= ${first}`,
      )),
    );
  }
  needed.sort((one, other) => one.sequence - other.sequence);
  const states = await statesAt(reader, catalog, needed, needed.at(-1)?.sequence ?? 0);
  return new Map(needed.map(({ sequence }, index) => [sequence, states[index] ?? null]));
}

/** An update tells the fields that it changed, the others the whole record. */
function describe(collection: Collection, change: Change, state: Row | null): Entry {
  const { action } = change;
  const replaced = JSON.parse(change.before) as Row;
  const changed = action === "update" ? Object.keys(replaced) : undefined;
  return {
    sequence: change.sequence,
    at: change.at,
    actor: change.actor,
    token: change.token,
    call: change.call,
    collection: collection.name,
    record: change.record,
    action,
    before: action === "create" ? null : presentCells(collection, replaced),
    after: action === "delete" || !state ? null : presentCells(collection, state, changed),
  };
}
