import type { Flag, FlagRule, Share } from "./flag.ts";
import { attributeOf, fits, type EvaluationContext } from "./targeting.ts";

/** OpenFeature's reasons. */
export type EvaluationReason = "DISABLED" | "DEFAULT" | "TARGETING_MATCH" | "SPLIT";

export interface Evaluation {
  readonly key: string;
  readonly value: unknown;
  readonly reason: EvaluationReason;
  /** The rule that won, counted from 0; null for the default. */
  readonly rule: number | null;
  /** Its name, or its number where it has none; "default" for the default. */
  readonly variant: string;
}

/** The value for somebody: the first rule that fits, else the default. */
export function evaluate(flag: Flag, context: EvaluationContext): Evaluation {
  const { key, enabled, default: otherwise } = flag;
  const byDefault = { key, value: otherwise, rule: null, variant: "default" };
  if (!enabled) return { ...byDefault, reason: "DISABLED" };
  for (const [index, rule] of flag.rules.entries()) {
    if (rule.when && !fits(rule.when, context)) continue;
    const share = rule.rollout ? shareOf(key, rule, rule.rollout, context) : rule;
    if (!share) continue;
    const reason = rule.rollout ? "SPLIT" : "TARGETING_MATCH";
    const variant = rule.name || String(index);
    return { key, value: share.value, reason, rule: index, variant };
  }
  return { ...byDefault, reason: "DEFAULT" };
}

/**
 * The same somebody always stands at the same place between 0 and 100, whatever the shares are: who
 * was in at 10 percent still is at 20.
 */
function shareOf(
  key: string,
  { by }: FlagRule,
  rollout: readonly Share[],
  context: EvaluationContext,
): Share | undefined {
  const who = attributeOf(context, by);
  if (who === undefined || who === null || who === "") return undefined;
  const place = placeOf(`${key}/${String(who)}`);
  let end = 0;
  return rollout.find(({ percent }) => place < (end += percent));
}

function placeOf(text: string): number {
  const [number = 0] = new Uint32Array(Bun.SHA256.hash(text).buffer, 0, 1);
  return (number / 2 ** 32) * 100;
}
