import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import type { Context } from "../../kernel/context.ts";
import { evaluate } from "./evaluation.ts";
import { findFlag, maySee } from "./find-flag.ts";
import { type EvaluationContext, targetingKey } from "./targeting.ts";

export const contextInput = Type.Optional(
  Type.Record(Type.String(), Type.Unknown(), {
    description: "About whom: targetingKey names them, such as a user's id; any attributes.",
  }),
);

export const evaluationOutput = Type.Object({
  key: Type.String(),
  value: Type.Unknown(),
  reason: Type.String({ description: "DISABLED, DEFAULT, TARGETING_MATCH or SPLIT." }),
  rule: Type.Union([Type.Integer(), Type.Null()], { description: "Which rule won, from 0." }),
  variant: Type.String({ description: "The rule's name or number, or default." }),
});

/**
 * A flag's value for somebody, and the rule that won. The address is that of the OpenFeature Remote
 * Evaluation Protocol, so any OpenFeature client with its provider can ask.
 */
export const evaluateFlag = operation({
  name: "flags.evaluate",
  summary: "Evaluate a feature flag for somebody: the value and the rule that won.",
  access: "public",
  scope: "mcp:read",
  effect: "read",
  input: Type.Object(
    { key: Type.String(), context: contextInput },
    { additionalProperties: false },
  ),
  output: evaluationOutput,
  http: "POST /ofrep/v1/evaluate/flags/:key",
  alsoHttp: ["POST /flags/:key/evaluate"],
  tool: { name: "evaluate_flag", title: "Evaluate flag" },
  command: {
    positional: ["key"],
    example: `vaultbase flags evaluate new-checkout --context '{"targetingKey":"u1","plan":"pro"}'`,
  },

  async run(asked, input) {
    return evaluate(await findFlag(asked, input.key), about(asked, input.context));
  },
});

/** All at once, as an app asks when it starts and then every minute; unchanged ones cost nothing. */
export const evaluateFlags = operation({
  name: "flags.evaluateAll",
  summary: "Evaluate every feature flag that the caller may see for somebody.",
  access: "public",
  scope: "mcp:read",
  effect: "read",
  input: Type.Object({ context: contextInput }, { additionalProperties: false }),
  output: Type.Object({ flags: Type.Array(evaluationOutput) }),
  http: "POST /ofrep/v1/evaluate/flags",
  alsoHttp: ["POST /flags/evaluate"],
  etag: true,

  async run(asked, input) {
    const flags = [...(await asked.services.flags.current()).values()];
    const somebody = about(asked, input.context);
    return {
      flags: flags.filter((each) => maySee(asked, each)).map((each) => evaluate(each, somebody)),
    };
  },
});

/** Whoever is signed in and names nobody asks for themselves. */
function about({ caller }: Context, given: EvaluationContext = {}): EvaluationContext {
  return caller.record ? { [targetingKey]: caller.record.id, ...given } : given;
}
