import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { flagOutput } from "./update-flag.ts";

export const listFlags = operation({
  name: "flags.list",
  summary: "List the feature flags with their rules.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ items: Type.Array(flagOutput) }),
  http: "GET /flags",
  tool: { name: "list_flags", title: "List flags" },
  command: { positional: [], example: "vaultbase flags list" },

  async run({ services }) {
    return { items: [...(await services.flags.current()).values()] };
  },
});
