import { Type } from "@sinclair/typebox";
import { logChange } from "../../kernel/change.ts";
import { Failure } from "../../kernel/failure.ts";
import { operation } from "../../kernel/operation.ts";
import { sql } from "../../kernel/sql.ts";
import { nearest } from "../../lib/nearest.ts";
import { promptsTable, readPrompts } from "./prompt-rows.ts";

export const deletePrompt = operation({
  name: "prompts.delete",
  summary: "Delete a prompt that a superuser wrote.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "destroy",
  reach: "everything",
  input: Type.Object({ name: Type.String() }, { additionalProperties: false }),
  output: Type.Object({}),
  http: "DELETE /prompts/:name",
  command: { positional: ["name"], example: "vaultbase prompts delete greet" },

  run: (context, { name }) =>
    context.storage.write(async (writer) => {
      const known = await readPrompts(writer);
      const prompt = known.get(name);
      if (!prompt) throw missing(name, [...known.keys()]);
      await writer.execute(sql`DELETE FROM "_prompts" WHERE "id" = ${name}`);
      await logChange(context, writer, {
        collection: promptsTable,
        record: name,
        action: "delete",
        before: { ...prompt },
      });
      return {};
    }),
});

function missing(name: string, known: readonly string[]): Failure {
  const near = nearest(name, known);
  return new Failure("notFound", `There is no prompt ${JSON.stringify(name)} to delete.`, {
    hint: near ? `Did you mean ${near}?` : "`vaultbase prompts list` shows what there is.",
  });
}
