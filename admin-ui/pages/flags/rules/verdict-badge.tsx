import { IconArrowDown, IconCheck, IconCircleDashed, IconX } from "@tabler/icons-react";
import { IconBadge, type Look } from "../../../parts/icon-badge.tsx";
import { rulesText } from "../strings.ts";
import type { Verdict } from "./verdict.ts";

/** How the somebody of the evaluator fares with a rule. */
export function VerdictBadge({ verdict, by }: { verdict: Verdict["verdict"]; by: string }) {
  return (
    <IconBadge look={looks[verdict]} title={verdict === "unnamed" ? by : undefined}>
      {rulesText.verdicts[verdict]}
    </IconBadge>
  );
}

const looks: Readonly<Record<Verdict["verdict"], Look>> = {
  wins: ["green", IconCheck],
  fitsNot: ["gray", IconX],
  unnamed: ["yellow", IconX],
  leftOver: ["blue", IconArrowDown],
  unasked: ["gray", IconCircleDashed],
};
