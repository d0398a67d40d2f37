import { Type } from "@sinclair/typebox";
import { signatureOf } from "../../kernel/change.ts";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import { RawSqlError, type RawAnswer, type RawCell, type RawQuery } from "../../kernel/raw-sql.ts";
import type { Catalog } from "../collections/catalog.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { keepTrace } from "./keep-trace.ts";
import { loggedTables } from "./logged-tables.ts";
import { namedRows } from "./named-rows.ts";
import { reachableTables } from "./reachable-tables.ts";
import { changeOutput, presentChanges } from "./record-changes.ts";

/** One statement over collections, which reads unless it is asked to write. */
export const runSql = operation({
  name: "sql.run",
  summary:
    "Run one SQLite statement over the collections' tables; it can only read unless allow_write is true.",
  access: "superuser",
  scope: "mcp:sql",
  effect: "write",
  writesWith: "allow_write",
  dryRun: "itself",
  input: Type.Object(
    {
      query: Type.String({
        minLength: 1,
        maxLength: limits.sqlCharacters,
        description: "A collection is a table, a field a column. Lists are JSON text.",
      }),
      params: Type.Optional(
        Type.Array(Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]), {
          maxItems: 1000,
          description: "A value for each ? in order.",
        }),
      ),
      allow_write: Type.Optional(
        Type.Boolean({
          description:
            "Take INSERT, UPDATE, DELETE. They skip validation, required fields, hooks, autodates, cascades and files: prefer the record tools. Ids are made where left out.",
        }),
      ),
      limit: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: limits.sqlRows,
          default: limits.sqlRows,
          unlisted: true,
          description: "Rows at most.",
        }),
      ),
      explain: Type.Optional(Type.Boolean({ description: "The query plan instead of the rows." })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    items: Type.Array(Type.Record(Type.String(), Type.Unknown()), {
      description: `At most ${limits.sqlRows}.`,
    }),
    more: Type.Boolean({ description: "There are rows beyond these." }),
    note: Type.Optional(Type.String()),
    affected: Type.Optional(Type.Integer({ description: "Rows written." })),
    changes: Type.Optional(Type.Array(changeOutput, { description: "Records that differ now." })),
  }),
  http: "POST /sql/run",
  tool: { name: "run_sql", title: "Run SQL", records: true },
  command: {
    positional: ["query"],
    flags: { allow_write: "allow-write" },
    example: "vaultbase sql 'SELECT genre, count(*) FROM movies GROUP BY genre'",
  },

  async run(context, { query, params = [], limit = limits.sqlRows, ...input }) {
    const { allow_write: writes = false, explain = false } = input;
    const { catalogs, rawSql } = context.services;
    const catalog = await catalogs.current();
    const keeps = !context.dryRun && !explain;
    const asked: RawQuery = {
      query,
      params: params.map(cellOf),
      mode: writes ? (keeps ? "write" : "try") : "read",
      reach: reachableTables(catalog, context.caller),
      logged: loggedTables(catalog),
      signature: signatureOf(context),
      explain,
      values: "json",
      maxRows: limit,
      maxCharacters: limits.sqlAnswerCharacters,
      timeMs: limits.sqlMs,
    };
    try {
      const answer = await rawSql.run(asked, keepTrace(context), context.request.gone);
      return presented(catalog, asked, answer);
    } catch (thrown) {
      if (thrown instanceof RawSqlError) throw explainRefusal(thrown, asked);
      throw thrown;
    }
  },
});

function cellOf(value: RawCell | boolean): RawCell {
  return typeof value === "boolean" ? Number(value) : value;
}

function presented(catalog: Catalog, asked: RawQuery, answer: RawAnswer) {
  const { columns, rows, more, affected, changes } = answer;
  const note = noteOn(answer);
  return {
    items: namedRows(columns, rows),
    more,
    ...(note && { note }),
    ...(asked.mode !== "read" &&
      !asked.explain && {
        affected,
        changes: presentChanges(catalog, changes),
      }),
  };
}

function noteOn({ columns, rows, more }: RawAnswer): string | undefined {
  if (more) {
    return `Only the first ${rows.length} rows: narrow it down, count or group, or go on with LIMIT ${rows.length} OFFSET ${rows.length}.`;
  }
  if (columns.length > 0 && rows.length === 0) return "No rows.";
  return undefined;
}
