import type { Feature } from "../../kernel/feature.ts";
import type { RawSql } from "../../kernel/raw-sql.ts";
import { executeSql } from "./execute-sql.ts";
import { querySql } from "./query-sql.ts";
import { runSql } from "./run-sql.ts";

/** SQL in its own words, for superusers and for agents. */
export const sql = {
  name: "sql",
  operations: [executeSql, runSql, querySql],
  migrations: [],
  start: async (world) => ({ rawSql: world.rawSql }),
} satisfies Feature;

declare module "../../kernel/context.ts" {
  interface Services {
    readonly rawSql: RawSql;
  }
}
