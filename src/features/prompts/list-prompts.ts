import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";

export const promptOutput = Type.Object({
  name: Type.String(),
  title: Type.String(),
  description: Type.String(),
  arguments: Type.Array(
    Type.Object({
      name: Type.String(),
      description: Type.String(),
      required: Type.Boolean(),
      completion: Type.String(),
    }),
  ),
  template: Type.String(),
  created: Type.String(),
  updated: Type.String(),
});

export const listPrompts = operation({
  name: "prompts.list",
  summary: "List the prompts that superusers wrote for work with agents.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  reach: "everything",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ items: Type.Array(promptOutput) }),
  http: "GET /prompts",
  command: { positional: [], example: "vaultbase prompts list" },

  async run({ services }) {
    const prompts = await services.prompts.current();
    return {
      items: [...prompts.values()].map((each) => ({ ...each, arguments: [...each.arguments] })),
    };
  },
});
