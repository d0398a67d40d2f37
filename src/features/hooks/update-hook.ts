import { Type } from "@sinclair/typebox";
import { ifUpdatedInput } from "../../kernel/if-updated.ts";
import { operation } from "../../kernel/operation.ts";
import { existingInput, nameInput, scriptInput } from "../scripts/save-script.ts";
import { hookInput } from "./hook-input.ts";
import { savedHook } from "./hook-output.ts";
import { saveHook } from "./save-hook.ts";

/** What is left out stays as it is. */
export const updateHook = operation({
  name: "hooks.update",
  summary: "Change a hook.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "write",
  reach: "everything",
  input: Type.Object(
    {
      hook: existingInput,
      ...Type.Partial(Type.Object({ name: nameInput, ...hookInput, ...scriptInput })).properties,
      ...ifUpdatedInput,
    },
    { additionalProperties: false },
  ),
  output: savedHook,
  http: "PATCH /hooks/:hook",
  tool: { name: "update_hook", title: "Update hook", records: true },
  command: { positional: ["hook"], example: "vaultbase hooks update slug --enabled=false" },

  run: (context, { hook, if_updated, ...given }) => saveHook(context, hook, given, { if_updated }),
});
