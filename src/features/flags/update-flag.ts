import { Type } from "@sinclair/typebox";
import { logChange } from "../../kernel/change.ts";
import {
  changedAt,
  ifUpdatedInput,
  onlyNewInput,
  refuseStale,
  refuseTaken,
} from "../../kernel/if-updated.ts";
import { operation } from "../../kernel/operation.ts";
import { sql } from "../../kernel/sql.ts";
import { draftFlag, flagInput } from "./draft-flag.ts";
import { flagsTable, readFlags } from "./flag-rows.ts";

export const flagOutput = Type.Object(
  { key: Type.String(), type: Type.String(), enabled: Type.Boolean() },
  { additionalProperties: Type.Unknown() },
);

/** Makes the flag where there is none. What is left out stays as it is. */
export const updateFlag = operation({
  name: "flags.update",
  summary: "Create or change a feature flag.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "write",
  input: Type.Object(
    { ...flagInput, ...onlyNewInput, ...ifUpdatedInput },
    { additionalProperties: false },
  ),
  output: flagOutput,
  http: "PUT /flags/:key",
  tool: {
    name: "update_flag",
    title: "Update flag",
    guidance: `A rule is {name, when, value} or {name, when, rollout: [{value, percent}], by}. when: {attribute, operator, value}, {all: […]}, {any: […]}, {not: …}; operators eq neq in not_in contains starts_with ends_with gt gte lt lte between exists regex.`,
  },
  command: {
    positional: ["key"],
    example: `vaultbase flags update new-checkout --rules '[{"when":{"attribute":"plan","operator":"eq","value":"pro"},"value":true}]'`,
  },

  run: (context, input) =>
    context.storage.write(async (writer) => {
      const before = (await readFlags(writer)).get(input.key) ?? null;
      refuseTaken(`flag ${input.key}`, before, input, "key");
      refuseStale(`flag ${input.key}`, before, input);
      const flag = draftFlag(input, before, changedAt(context, before?.updated));
      await writer.execute(
        sql`INSERT INTO "_flags" ("id", "definition") VALUES (${flag.key}, ${JSON.stringify(flag)})
          ON CONFLICT ("id") DO UPDATE SET "definition" = excluded."definition"`,
      );
      await logChange(context, writer, {
        collection: flagsTable,
        record: flag.key,
        action: before ? "update" : "create",
        before: before ? { ...before } : {},
      });
      return { ...flag };
    }),
});
