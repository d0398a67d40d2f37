import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { actAsInput, actingAs } from "./acting-as.ts";
import { draftInput } from "./draft-input.ts";

const { source: _, as: __, timeoutMs: ___, ...about } = draftInput;

/** For people to look at and to change before they try a script on it. */
export const sampleEvent = operation({
  name: "scripts.sample",
  summary: "Show the event that a hook, route or job would be tried on.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "read",
  reach: "everything",
  input: Type.Object(
    {
      ...about,
      actAs: actAsInput,
      record: Type.Optional(
        Type.String({
          description: "A record's id, for a hook; the latest unless said otherwise.",
        }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    event: Type.Record(Type.String(), Type.Unknown(), {
      description: "What scripts test takes as its sample, whole or in parts.",
    }),
  }),
  http: "GET /scripts/sample",
  command: {
    positional: ["kind", "name"],
    example: "vaultbase scripts sample hook --collection posts --event beforeUpdate",
  },

  async run(context, { kind, name, actAs, record, ...given }) {
    const craft = context.services.scriptCrafts.get(kind)!;
    const script = await craft.draft(context, name ?? null, given);
    const sample = record === undefined ? {} : { record: { id: record } };
    const event = await craft.sample(await actingAs(context, actAs), script, sample);
    return { event: { ...event } };
  },
});
