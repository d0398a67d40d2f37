import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { withRunStates } from "../scripts/run-state.ts";
import { knownHook, presentHook } from "./hook-output.ts";

export const listHooks = operation({
  name: "hooks.list",
  summary: "List hooks and how each ran last; their sources are for those who may write them.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  reach: "everything",
  input: Type.Object(
    { collection: Type.Optional(Type.String({ description: "Only of this one, by name or id." })) },
    { additionalProperties: false },
  ),
  output: Type.Object({ items: Type.Array(knownHook) }),
  http: "GET /hooks",
  tool: { name: "list_hooks", title: "List hooks" },
  command: { positional: [], example: "vaultbase hooks list" },

  async run(context, input) {
    const catalog = await context.services.catalogs.current();
    const { hooks } = await context.services.scripts.current();
    const only = input.collection === undefined ? null : catalog.get(input.collection).id;
    const shown = hooks
      .filter((hook) => only === null || hook.collection === only || hook.collection === "*")
      .map((hook) => presentHook(context, catalog, hook));
    return { items: await withRunStates(context, shown) };
  },
});
