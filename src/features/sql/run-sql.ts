import { Type } from "@sinclair/typebox";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import type { RawAnswer, RawCell } from "../../kernel/raw-sql.ts";
import { askCollections } from "./ask-collections.ts";
import { namedRows } from "./named-rows.ts";
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
    example: "vaultbase sql 'SELECT major_genre, count(*) FROM movies GROUP BY 1'",
  },

  async run(context, { query, params = [], limit = limits.sqlRows, ...input }) {
    const { allow_write: writes = false, explain = false } = input;
    const catalog = await context.services.catalogs.current();
    const answer = await askCollections(context, catalog, {
      ...{ query, params: params.map(cellOf), writes, explain },
      maxRows: limit,
      maxCharacters: limits.sqlAnswerCharacters,
      timeMs: limits.sqlMs,
    });
    const { columns, rows, more, affected, changes } = answer;
    const note = noteOn(answer);
    return {
      items: namedRows(columns, rows),
      more,
      ...(note && { note }),
      ...(writes && !explain && { affected, changes: presentChanges(catalog, changes) }),
    };
  },
});

function cellOf(value: RawCell | boolean): RawCell {
  return typeof value === "boolean" ? Number(value) : value;
}

function noteOn({ columns, rows, more }: RawAnswer): string | undefined {
  if (more) {
    return `Only the first ${rows.length} rows: narrow it down, count or group, or go on with LIMIT ${rows.length} OFFSET ${rows.length}.`;
  }
  if (columns.length > 0 && rows.length === 0) return "No rows.";
  return undefined;
}
