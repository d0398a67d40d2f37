import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { draftFlag, flagInput } from "./draft-flag.ts";
import { contextInput, evaluationOutput } from "./evaluate-flag.ts";
import { evaluate, explain, type Verdict } from "./evaluation.ts";

/** For who is writing its rules: nothing is kept, and each rule says why it wins or does not. */
export const tryFlag = operation({
  name: "flags.try",
  summary: "Evaluate a feature flag that is not stored, and tell of each rule whether it fits.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  input: Type.Object({ ...flagInput, context: contextInput }, { additionalProperties: false }),
  output: Type.Composite([
    evaluationOutput,
    Type.Object({
      rules: Type.Array(
        Type.Object({
          verdict: Type.Unsafe<Verdict["verdict"]>(
            Type.String({
              description:
                "wins, fitsNot, unnamed (lacks the rollout's attribute), leftOver (in no share) or unasked.",
            }),
          ),
          place: Type.Union([Type.Number(), Type.Null()], {
            description: "Where in its rollout they stand, from 0 to 100.",
          }),
        }),
      ),
    }),
  ]),
  http: "POST /flags/try",
  command: {
    positional: ["key"],
    example: `vaultbase flags try new-checkout --rules '[{"rollout":[{"value":true,"percent":10}]}]' --context '{"targetingKey":"u1"}'`,
  },

  async run(asked, { context = {}, ...given }) {
    const flag = draftFlag(given, null, asked.now().toISOString());
    return { ...evaluate(flag, context), rules: explain(flag, context) };
  },
});
