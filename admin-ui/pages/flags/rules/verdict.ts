import type { Output } from "../../../client/operations.ts";

/** How somebody fares with a rule. */
export type Verdict = Output<"flags.try">["rules"][number];
