import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { withRunStates } from "../scripts/run-state.ts";
import { existingInput, findScript } from "../scripts/save-script.ts";
import { knownHook, presentHook } from "./hook-output.ts";

export const getHook = operation({
  name: "hooks.get",
  summary: "Show a hook and how it ran last.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  reach: "everything",
  input: Type.Object({ hook: existingInput }, { additionalProperties: false }),
  output: knownHook,
  http: "GET /hooks/:hook",
  command: { positional: ["hook"], example: "vaultbase hooks get slug" },

  async run(context, input) {
    const catalog = await context.services.catalogs.current();
    const { hooks } = await context.services.scripts.current();
    const hook = findScript(hooks, input.hook, "hook");
    const [known] = await withRunStates(context, [presentHook(context, catalog, hook)]);
    return known!;
  },
});
