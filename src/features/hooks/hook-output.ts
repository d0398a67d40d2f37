import { Type, type Static } from "@sinclair/typebox";
import { choice } from "../../kernel/choice.ts";
import type { Context } from "../../kernel/context.ts";
import type { Catalog } from "../collections/catalog.ts";
import { runStateOutput } from "../scripts/run-state.ts";
import { presentScript } from "../scripts/save-script.ts";
import { hookEvents, type HookScript } from "../scripts/script.ts";
import { scriptOutput } from "../scripts/script-output.ts";
import { trialOutput } from "../scripts/try-script.ts";

const hookOutput = {
  ...scriptOutput,
  kind: Type.Literal("hook"),
  collection: Type.String({ description: "Its name; * for all." }),
  event: choice(hookEvents, "When it runs."),
  order: Type.Number(),
};

/** As lists have it. */
export const knownHook = Type.Object({ ...hookOutput, ...runStateOutput });

export const savedHook = Type.Object({ ...hookOutput, trial: Type.Optional(trialOutput) });

/** As it is answered: the collection by its name, which people know. */
export function presentHook(
  context: Context,
  catalog: Catalog,
  hook: HookScript,
): Static<ReturnType<typeof Type.Object<typeof hookOutput>>> {
  const shown = presentScript(context, hook);
  return { ...shown, collection: catalog.find(hook.collection)?.name ?? hook.collection };
}
