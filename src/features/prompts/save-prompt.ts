import { Type } from "@sinclair/typebox";
import { logChange } from "../../kernel/change.ts";
import { Failure } from "../../kernel/failure.ts";
import {
  changedAt,
  ifUpdatedInput,
  onlyNewInput,
  refuseStale,
  refuseTaken,
} from "../../kernel/if-updated.ts";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import { sql } from "../../kernel/sql.ts";
import { checkPrompt } from "./check-prompt.ts";
import { promptOutput } from "./list-prompts.ts";
import { promptsTable, readPrompts } from "./prompt-rows.ts";
import type { SavedPrompt } from "./saved-prompt.ts";

const argument = Type.Object(
  {
    name: Type.String({ pattern: "^[A-Za-z][\\w-]{0,63}$", description: "As in {{name}}." }),
    description: Type.Optional(Type.String({ maxLength: 500 })),
    required: Type.Optional(Type.Boolean()),
    completion: Type.Optional(
      Type.String({
        description:
          "COLLECTION.FIELD whose values are proposed, as far as the caller may see them.",
      }),
    ),
  },
  { additionalProperties: false },
);

/** Makes the prompt where there is none; one that is there is replaced as a whole. */
export const savePrompt = operation({
  name: "prompts.save",
  summary: "Write a prompt to be chosen in an agent, or replace it.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "write",
  reach: "everything",
  input: Type.Object(
    {
      name: Type.String({
        pattern: "^[a-z0-9][a-z0-9-]{0,63}$",
        description: "What people choose it by, such as weekly-report.",
      }),
      template: Type.String({
        minLength: 1,
        maxLength: limits.promptCharacters,
        description: "What the model is told; {{name}} stands for the argument of that name.",
      }),
      title: Type.Optional(Type.String({ maxLength: 100 })),
      description: Type.Optional(Type.String({ maxLength: 500, description: "What it is for." })),
      arguments: Type.Optional(
        Type.Array(argument, { maxItems: 20, description: "What people are asked for, in order." }),
      ),
      ...onlyNewInput,
      ...ifUpdatedInput,
    },
    { additionalProperties: false },
  ),
  output: promptOutput,
  http: "PUT /prompts/:name",
  command: {
    positional: ["name"],
    example: `vaultbase prompts save greet --template 'Write a letter to {{customer}}.' --arguments '[{"name":"customer","required":true,"completion":"customers.name"}]'`,
  },

  run: (context, input) =>
    context.storage.write(async (writer) => {
      const known = await readPrompts(writer);
      const before = known.get(input.name) ?? null;
      refuseTaken(`prompt ${input.name}`, before, input, "name");
      refuseStale(`prompt ${input.name}`, before, input);
      if (!before && known.size >= limits.prompts) throw tooMany();
      const now = changedAt(context, before?.updated);
      const prompt: SavedPrompt = {
        name: input.name,
        title: input.title ?? "",
        description: input.description ?? "",
        arguments: (input.arguments ?? []).map((each) => ({
          name: each.name,
          description: each.description ?? "",
          required: each.required ?? false,
          completion: each.completion ?? "",
        })),
        template: input.template,
        created: before?.created ?? now,
        updated: now,
      };
      checkPrompt(prompt, await context.services.catalogs.within(writer));
      await writer.execute(
        sql`INSERT INTO "_prompts" ("id", "definition") VALUES (${prompt.name}, ${JSON.stringify(prompt)})
          ON CONFLICT ("id") DO UPDATE SET "definition" = excluded."definition"`,
      );
      await logChange(context, writer, {
        collection: promptsTable,
        record: prompt.name,
        action: before ? "update" : "create",
        before: before ? { ...before } : {},
      });
      return { ...prompt, arguments: [...prompt.arguments] };
    }),
});

function tooMany(): Failure {
  return new Failure("invalid", `There are ${limits.prompts} prompts, which is as many as go.`, {
    hint: "Agents show people all of them: delete some (prompts.delete).",
  });
}
