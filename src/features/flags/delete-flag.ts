import { Type } from "@sinclair/typebox";
import { logChange } from "../../kernel/change.ts";
import { operation } from "../../kernel/operation.ts";
import { sql } from "../../kernel/sql.ts";
import { findFlag } from "./find-flag.ts";
import { flagsTable } from "./flag-rows.ts";

export const deleteFlag = operation({
  name: "flags.delete",
  summary: "Delete a feature flag: apps get what they have as their own default.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "destroy",
  input: Type.Object({ key: Type.String() }, { additionalProperties: false }),
  output: Type.Object({}),
  http: "DELETE /flags/:key",
  tool: { name: "delete_flag", title: "Delete flag" },
  command: { positional: ["key"], example: "vaultbase flags delete new-checkout" },

  async run(context, { key }) {
    const flag = await findFlag(context, key);
    await context.storage.write(async (writer) => {
      await writer.execute(sql`DELETE FROM "_flags" WHERE "id" = ${key}`);
      const before = { ...flag };
      await logChange(context, writer, {
        collection: flagsTable,
        record: key,
        action: "delete",
        before,
      });
    });
    return {};
  },
});
