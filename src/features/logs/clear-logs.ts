import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { sql } from "../../kernel/sql.ts";

export const clearLogs = operation({
  name: "logs.clear",
  summary: "Delete all log entries.",
  access: "superuser",
  scope: "admin",
  effect: "destroy",
  reach: "everything",
  dryRun: false,
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({}),
  http: "DELETE /logs",
  command: { positional: [], example: "vaultbase logs clear --yes" },

  async run({ services }) {
    const storage = await services.logs.read();
    await storage.write((writer) => writer.execute(sql`DELETE FROM "logs"`));
    await storage.optimize();
    return {};
  },
});
