import { Type } from "@sinclair/typebox";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import type { RawColumn } from "../../kernel/raw-sql.ts";
import type { Catalog } from "../collections/catalog.ts";
import { askCollections } from "./ask-collections.ts";
import { changeOutput, presentChanges } from "./record-changes.ts";

/** What `sql.run` is to agents, to people who look at many rows, and want to know what each column is. */
export const querySql = operation({
  name: "sql.query",
  summary:
    "Run one SQLite statement over the collections' tables and get a table; it can only read unless allow_write is true.",
  access: "superuser",
  scope: "admin",
  effect: "write",
  writesWith: "allow_write",
  dryRun: "itself",
  input: Type.Object(
    {
      query: Type.String({ minLength: 1, maxLength: limits.sqlCharacters }),
      allow_write: Type.Optional(
        Type.Boolean({ description: "Take INSERT, UPDATE, DELETE, as sql.run does." }),
      ),
      explain: Type.Optional(Type.Boolean({ description: "The query plan instead of the rows." })),
      limit: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: limits.sqlTableRows,
          description: `Rows at most; ${limits.sqlOwnerRows} unless given.`,
        }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    columns: Type.Array(
      Type.Object({
        name: Type.String(),
        type: Type.String({
          description: "The field's, or as the column is declared; empty for what is computed.",
        }),
        collection: Type.String({ description: "Whose values they are; empty for no record's." }),
        field: Type.String(),
      }),
    ),
    rows: Type.Array(Type.Array(Type.Union([Type.String(), Type.Number(), Type.Null()]))),
    more: Type.Boolean({ description: "There are rows beyond these." }),
    affected: Type.Integer({ description: "Rows written." }),
    changes: Type.Array(changeOutput, { description: "Records that differ now." }),
    durationMs: Type.Number({ description: "What running it took." }),
  }),
  http: "POST /sql/query",

  async run(context, { query, allow_write: writes = false, explain = false, limit }) {
    const catalog = await context.services.catalogs.current();
    const answer = await askCollections(context, catalog, {
      ...{ query, params: [], writes, explain },
      maxRows: limit ?? limits.sqlOwnerRows,
      maxCharacters: limits.sqlOwnerCharacters,
      timeMs: limits.sqlOwnerMs,
    });
    const { columns, rows, more, affected, changes, workMs } = answer;
    return {
      columns: columns.map((column) => presentColumn(catalog, column)),
      rows: rows.map((row) => [...row]),
      more,
      affected: explain ? 0 : affected,
      changes: explain ? [] : presentChanges(catalog, changes),
      durationMs: workMs,
    };
  },
});

function presentColumn(catalog: Catalog, { name, type, table, column }: RawColumn) {
  const collection = catalog.find(table);
  const field = collection?.fields.find((each) => each.name === column);
  return {
    name,
    type: field?.type ?? type.toLowerCase(),
    collection: field ? collection!.name : "",
    field: field?.name ?? "",
  };
}
