import { runSql } from "../src/features/sql/run-sql.ts";
import type { Command } from "./find-command.ts";
import { operationCommand } from "./operation-commands.ts";

/** The one operation that is called by its group's name alone. */
export const sql: Command = {
  ...operationCommand(runSql),
  meta: { name: "sql", description: runSql.summary },
};
