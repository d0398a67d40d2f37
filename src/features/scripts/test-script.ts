import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { actAsInput, actingAs } from "./acting-as.ts";
import { draftInput } from "./draft-input.ts";
import { trialOutput, tryScript } from "./try-script.ts";

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
      ...draftInput,
      actAs: actAsInput,
      sample: Type.Optional(
        Type.Record(Type.String(), Type.Unknown(), {
          description:
            "Parts of the event: {record, original} or {params, query, body, headers}; {record: {id}} is a stored one.",
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

  async run(context, { kind, name, actAs, sample, ...given }) {
    const { scriptRunner, scriptCrafts } = context.services;
    if (given.source !== undefined) await scriptRunner.check(given.source);
    const script = await scriptCrafts.get(kind)!.draft(context, name ?? null, given);
    return tryScript(await actingAs(context, actAs), script, sample ?? {});
  },
});
