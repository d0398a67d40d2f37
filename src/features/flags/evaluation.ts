import type { Flag, FlagRule } from "./flag.ts";
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

/** What a rule has for somebody. */
export interface Verdict {
  /**
   * `unnamed`: a rollout goes by an attribute that they do not have. `leftOver`: they stand where no
   * share of it is. `unasked`: a rule before it has won, or the flag is off.
   */
  readonly verdict: "wins" | "fitsNot" | "unnamed" | "leftOver" | "unasked";
  /** Where they stand in its rollout, from 0 to 100; null where it has none, or they have no place. */
  readonly place: number | null;
}

/** The value for somebody: the first rule that fits, else the default. */
export function evaluate(flag: Flag, context: EvaluationContext): Evaluation {
  const { key, enabled, default: otherwise } = flag;
  const byDefault = { key, value: otherwise, rule: null, variant: "default" };
  if (!enabled) return { ...byDefault, reason: "DISABLED" };
  for (const [index, rule] of flag.rules.entries()) {
    const { share } = judge(key, rule, context);
    if (!share) continue;
    const reason = rule.rollout ? "SPLIT" : "TARGETING_MATCH";
    const variant = rule.name || String(index);
    return { key, value: share.value, reason, rule: index, variant };
  }
  return { ...byDefault, reason: "DEFAULT" };
}

/** Of each rule, why it is or is not the one that wins. */
export function explain(flag: Flag, context: EvaluationContext): Verdict[] {
  let isOver = !flag.enabled;
  return flag.rules.map((rule) => {
    if (isOver) return { verdict: "unasked", place: null };
    const { verdict, place } = judge(flag.key, rule, context);
    isOver = verdict === "wins";
    return { verdict, place };
  });
}

interface Judgement extends Verdict {
  /** What it gives them; absent where it does not win. */
  readonly share?: { readonly value?: unknown };
}

/**
 * The same somebody always stands at the same place between 0 and 100, whatever the shares are: who
 * was in at 10 percent still is at 20.
 */
function judge(key: string, rule: FlagRule, context: EvaluationContext): Judgement {
  if (rule.when && !fits(rule.when, context)) return { verdict: "fitsNot", place: null };
  if (!rule.rollout) return { verdict: "wins", place: null, share: rule };
  const who = attributeOf(context, rule.by);
  if (who === undefined || who === null || who === "") return { verdict: "unnamed", place: null };
  const place = placeOf(`${key}/${String(who)}`);
  let end = 0;
  const share = rule.rollout.find(({ percent }) => place < (end += percent));
  return share ? { verdict: "wins", place, share } : { verdict: "leftOver", place };
}

function placeOf(text: string): number {
  const [number = 0] = new Uint32Array(Bun.SHA256.hash(text).buffer, 0, 1);
  return (number / 2 ** 32) * 100;
}
