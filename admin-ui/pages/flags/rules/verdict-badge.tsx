import { Badge } from "@mantine/core";
import { IconArrowDown, IconCheck, IconCircleDashed, IconX } from "@tabler/icons-react";
import { rulesText } from "../strings.ts";
import type { Verdict } from "./verdict.ts";

/** How the somebody of the evaluator fares with a rule. */
export function VerdictBadge({ verdict, by }: { verdict: Verdict["verdict"]; by: string }) {
  const [color, Icon] = looks[verdict];
  return (
    <Badge
      color={color}
      leftSection={<Icon size={12} />}
      {...(verdict === "unnamed" && { title: by })}
      style={{ flex: "none" }}
    >
      {rulesText.verdicts[verdict]}
    </Badge>
  );
}

const looks: Readonly<Record<Verdict["verdict"], readonly [string, typeof IconCheck]>> = {
  wins: ["green", IconCheck],
  fitsNot: ["gray", IconX],
  unnamed: ["yellow", IconX],
  leftOver: ["blue", IconArrowDown],
  unasked: ["gray", IconCircleDashed],
};
