import { Type, type Static } from "@sinclair/typebox";
import { choice } from "../../kernel/choice.ts";

/**
 * Something worth a look: `danger` lets strangers or agents do harm now, `warning` most likely means
 * something else than it says, `notice` is what a server in use should have.
 */
export const findingOutput = Type.Object({
  level: choice<Level>(["danger", "warning", "notice"]),
  code: Type.String({ description: "Stable, such as open-write." }),
  about: Type.String({ description: "What it is about: `collection posts`, `token claude`." }),
  message: Type.String(),
  hint: Type.String({ description: "What to do." }),
});
export type Finding = Static<typeof findingOutput>;

const levels = ["danger", "warning", "notice"] as const;
type Level = (typeof levels)[number];

/** The worst first. */
export function bySeverity(one: Finding, other: Finding): number {
  return levels.indexOf(one.level) - levels.indexOf(other.level);
}
