import { Type } from "@sinclair/typebox";
import { Failure } from "../../kernel/failure.ts";
import { operation } from "../../kernel/operation.ts";
import { nearest } from "../../lib/nearest.ts";

/** Does now what otherwise comes round by itself, and answers when it is done. */
export const runCron = operation({
  name: "crons.run",
  summary: "Run now what the server otherwise does by itself.",
  access: "superuser",
  scope: "admin",
  effect: "write",
  dryRun: false,
  input: Type.Object(
    { id: Type.String({ description: "As crons list names it." }) },
    { additionalProperties: false },
  ),
  output: Type.Object({}),
  http: "POST /crons/:id",
  command: { positional: ["id"], example: "vaultbase crons run __pbLogsCleanup__" },

  async run(context, { id }) {
    const { crons } = context.services;
    const all = await crons.crons();
    const cron = all.find((each) => each.id === id);
    if (!cron) {
      const ids = all.map((each) => each.id);
      const near = nearest(id, ids);
      throw new Failure("notFound", "Missing or invalid cron job.", {
        hint: near ? `Did you mean ${near}?` : `There are ${ids.join(", ") || "none"}.`,
      });
    }
    await crons.run(cron);
    return {};
  },
});
