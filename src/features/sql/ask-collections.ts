import { signatureOf } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { RawSqlError, type RawAnswer, type RawQuery } from "../../kernel/raw-sql.ts";
import type { Catalog } from "../collections/catalog.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { keepTrace } from "./keep-trace.ts";
import { loggedTables } from "./logged-tables.ts";
import { reachableTables } from "./reachable-tables.ts";

interface Question extends Pick<
  RawQuery,
  "query" | "params" | "explain" | "maxRows" | "maxCharacters" | "timeMs"
> {
  readonly writes: boolean;
}

/**
 * Runs one statement over the tables that the caller may reach; a dry run and an explanation keep
 * nothing of what it writes.
 * @throws Failure saying what was refused, and what to do instead.
 */
export async function askCollections(
  context: Context,
  catalog: Catalog,
  { writes, ...question }: Question,
): Promise<RawAnswer> {
  const keeps = !context.dryRun && !question.explain;
  const asked: RawQuery = {
    ...question,
    mode: writes ? (keeps ? "write" : "try") : "read",
    reach: reachableTables(catalog, context.caller),
    logged: loggedTables(catalog),
    signature: signatureOf(context),
    values: "json",
  };
  try {
    return await context.services.rawSql.run(asked, keepTrace(context), context.request.gone);
  } catch (thrown) {
    if (thrown instanceof RawSqlError) throw explainRefusal(thrown, asked);
    throw thrown;
  }
}
