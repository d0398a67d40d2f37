import { Type } from "@sinclair/typebox";
import { choice } from "../../kernel/choice.ts";
import { operation } from "../../kernel/operation.ts";
import type { Context } from "../../kernel/context.ts";
import { existingInput, type GivenScript } from "./save-script.ts";
import { hookEvents, identities, routeMethods, scriptKinds, type Script } from "./script.ts";
import { trialOutput, tryScript } from "./try-script.ts";

/** What each kind knows of its scripts; registered by the features that have them. */
export interface ScriptCraft {
  /** The script as it would be saved, or the saved one with these changes. */
  draft(context: Context, nameOrId: string | null, given: GivenScript): Promise<Script>;
  /** An event for it; `sample` replaces parts of a made-up one. */
  sample(
    context: Context,
    script: Script,
    sample: Readonly<Record<string, unknown>>,
  ): Promise<object>;
}

declare module "../../kernel/context.ts" {
  interface Services {
    readonly scriptCrafts: Map<Script["kind"], ScriptCraft>;
  }
}

const optional = {
  name: Type.Optional({ ...existingInput, description: "A saved one, to try or to try changed." }),
  source: Type.Optional(Type.String({ maxLength: 100_000 })),
  as: Type.Optional(choice(identities, "Whose rights it has.")),
  collection: Type.Optional(Type.String({ description: "A hook's." })),
  event: Type.Optional(choice(hookEvents, "A hook's.")),
  method: Type.Optional(choice(routeMethods, "A route's.")),
  path: Type.Optional(Type.String({ description: "A route's." })),
  timeoutMs: Type.Optional(Type.Integer({ minimum: 10, unlisted: true })),
};

/** Saved or not, on given data or on what there is. */
export const testScript = operation({
  name: "scripts.test",
  summary: "Run a hook, route or job on sample data and keep nothing: its answer, log and writes.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "write",
  dryRun: false,
  reach: "everything",
  input: Type.Object(
    {
      kind: choice(scriptKinds, "What it is."),
      ...optional,
      sample: Type.Optional(
        Type.Record(Type.String(), Type.Unknown(), {
          description: "Parts of the event: {record, original} or {params, query, body, headers}.",
        }),
      ),
    },
    { additionalProperties: false },
  ),
  output: trialOutput,
  http: "POST /scripts/test",
  tool: { name: "test_script", title: "Test script", records: true, openWorld: true },
  command: {
    positional: ["kind", "name"],
    example: `vaultbase scripts test hook slug --sample '{"record":{"title":"Hello"}}'`,
  },

  async run(context, { kind, name, sample, ...given }) {
    const { scriptRunner, scriptCrafts } = context.services;
    if (given.source !== undefined) await scriptRunner.check(given.source);
    const craft = scriptCrafts.get(kind)!;
    const script = await craft.draft(context, name ?? null, given);
    return tryScript(context, script, await craft.sample(context, script, sample ?? {}));
  },
});
