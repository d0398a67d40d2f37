import { Type } from "@sinclair/typebox";
import { signatureOf } from "../../kernel/change.ts";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import { RawSqlError, type RawColumn, type RawQuery } from "../../kernel/raw-sql.ts";
import type { Catalog } from "../collections/catalog.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { keepTrace } from "./keep-trace.ts";
import { loggedTables } from "./logged-tables.ts";
import { reachableTables } from "./reachable-tables.ts";
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
    const { catalogs, rawSql } = context.services;
    const catalog = await catalogs.current();
    const keeps = !context.dryRun && !explain;
    const asked: RawQuery = {
      query,
      params: [],
      mode: writes ? (keeps ? "write" : "try") : "read",
      reach: reachableTables(catalog, context.caller),
      logged: loggedTables(catalog),
      signature: signatureOf(context),
      explain,
      values: "json",
      maxRows: limit ?? limits.sqlOwnerRows,
      maxCharacters: limits.sqlOwnerCharacters,
      timeMs: limits.sqlOwnerMs,
    };
    try {
      const answer = await rawSql.run(asked, keepTrace(context), context.request.gone);
      const { columns, rows, more, affected, changes, workMs } = answer;
      return {
        columns: columns.map((column) => presentColumn(catalog, column)),
        rows: rows.map((row) => [...row]),
        more,
        affected: explain ? 0 : affected,
        changes: explain ? [] : presentChanges(catalog, changes),
        durationMs: workMs,
      };
    } catch (thrown) {
      if (thrown instanceof RawSqlError) throw explainRefusal(thrown, asked);
      throw thrown;
    }
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
