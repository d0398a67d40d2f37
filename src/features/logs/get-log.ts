import { Type } from "@sinclair/typebox";
import { Failure } from "../../kernel/failure.ts";
import { operation } from "../../kernel/operation.ts";
import { sql } from "../../kernel/sql.ts";
import { logOutput, presentLog } from "./log-query.ts";
import type { LogRow } from "./log-row.ts";

export const getLog = operation({
  name: "logs.get",
  summary: "Read one log entry.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  reach: "everything",
  input: Type.Object({ id: Type.String() }, { additionalProperties: false }),
  output: logOutput,
  http: "GET /logs/:id",
  command: { positional: ["id"], example: "vaultbase logs get 0mh8k2c9abcdef1" },

  async run(context, { id }) {
    const storage = await context.services.logs.read();
    const [row] = await storage.all<LogRow>(sql`SELECT * FROM "logs" WHERE "id" = ${id}`);
    if (row) return presentLog(row);
    throw new Failure("notFound", "The requested resource wasn't found.", {
      hint: "logs.list shows the ids there are; old entries are deleted after logs.maxDays.",
    });
  },
});
