import { Type } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { blank, Failure, type FailureDetails, type Problem } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import { signatureOf } from "../../kernel/change.ts";
import { RawSqlError, type RawAnswer, type RawQuery } from "../../kernel/raw-sql.ts";
import { keepTrace } from "./keep-trace.ts";
import { loggedTables } from "./logged-tables.ts";

/** PocketBase's console: any SQL of whoever owns the data, as many statements as they like. */
export const executeSql = operation({
  name: "sql.execute",
  summary: "Run any SQL as the owner of the data, past rules and validation.",
  access: "superuser",
  scope: "admin",
  effect: "destroy",
  reach: "everything",
  dryRun: false,
  input: Type.Object(
    {
      query: Type.Optional(
        Type.Union([Type.String(), Type.Null()], {
          description: `Statements, at most ${limits.sqlOwnerBytes} bytes; the last one's rows are the answer.`,
        }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    execTime: Type.Integer({ description: "Milliseconds." }),
    affectedRows: Type.Integer(),
    columns: Type.Array(
      Type.Object({ name: Type.String(), type: Type.String(), nullable: Type.Boolean() }),
    ),
    rows: Type.Array(Type.Array(Type.Union([Type.String(), Type.Null()])), {
      description: `At most ${limits.sqlOwnerRows}.`,
    }),
  }),
  http: "POST /sql",

  async run(context, input) {
    const query = checkQuery(input.query ?? "");
    const startedAt = context.now().getTime();
    try {
      const { columns, rows, affected } = await ownersAnswer(context, query);
      return {
        execTime: context.now().getTime() - startedAt,
        affectedRows: affected,
        columns: columns.map(({ name, type }) => ({
          name,
          type: type.toUpperCase(),
          nullable: true,
        })),
        rows: rows as (string | null)[][],
      };
    } catch (thrown) {
      if (thrown instanceof RawSqlError) {
        throw notExecuted(rawWords(thrown), { cause: thrown, position: thrown.position });
      }
      throw thrown;
    }
  },
});

async function ownersAnswer(context: Context, query: string): Promise<RawAnswer> {
  const { rawSql, catalogs } = context.services;
  const asked: RawQuery = {
    query,
    params: [],
    mode: "any",
    reach: null,
    logged: loggedTables(await catalogs.current()),
    signature: signatureOf(context),
    explain: false,
    values: "text",
    maxRows: limits.sqlOwnerRows,
    maxCharacters: limits.sqlOwnerCharacters,
    timeMs: limits.sqlOwnerMs,
  };
  return rawSql.run(asked, keepTrace(context), context.request.gone);
}

function checkQuery(query: string): string {
  if (query === "") throw invalidQuery(blank);
  if (Buffer.byteLength(query) > limits.sqlOwnerBytes) {
    throw invalidQuery({
      code: "validation_length_too_long",
      message: `The length must be no more than ${limits.sqlOwnerBytes}.`,
      params: { max: limits.sqlOwnerBytes, min: 0 },
    });
  }
  if (query.trim() === "") throw notExecuted("empty query");
  return query;
}

function invalidQuery(problem: Problem): Failure {
  return new Failure("invalid", "An error occurred while validating the submitted data.", {
    hint: `query: ${problem.message}`,
    problems: { query: problem },
  });
}

function notExecuted(words: string, details: FailureDetails = {}): Failure {
  return new Failure("invalid", `Failed to execute query. Raw error:\n${words}.`, details);
}

function rawWords({ kind, message, code }: RawSqlError): string {
  return kind === "" ? message : `${kind}: ${message} (${code})`;
}
