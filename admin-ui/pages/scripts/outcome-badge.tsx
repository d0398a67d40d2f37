import { Badge } from "@mantine/core";
import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconClockExclamation,
  IconLoader2,
} from "@tabler/icons-react";
import { scriptsText } from "./strings.ts";

/** How a run ended. A refusal is what the script is for; anything else than these two is a fault. */
export function OutcomeBadge({ outcome }: { outcome: string }) {
  const [color, Icon] = looks[outcome] ?? (["red", IconAlertTriangle] as const);
  const word = scriptsText.outcomes[outcome as keyof typeof scriptsText.outcomes] ?? outcome;
  return (
    <Badge color={color} flex="none" leftSection={<Icon size={12} />}>
      {word}
    </Badge>
  );
}

const looks: Readonly<Record<string, readonly [string, typeof IconBan]>> = {
  ok: ["green", IconCheck],
  refused: ["blue", IconBan],
  time: ["red", IconClockExclamation],
  running: ["blue", IconLoader2],
};
