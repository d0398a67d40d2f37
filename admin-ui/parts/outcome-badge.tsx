import { Badge } from "@mantine/core";
import { IconAlertTriangle, IconBan, IconCheck, IconEye } from "@tabler/icons-react";
import { text } from "../strings.ts";

/** How a call ended; what was denied stands out. */
export function OutcomeBadge({ outcome }: { outcome: string }) {
  const [color, Icon] = looks[outcome] ?? (["orange", IconAlertTriangle] as const);
  const word = text.outcomes[outcome as keyof typeof text.outcomes] ?? outcome;
  return (
    <Badge miw="max-content" color={color} leftSection={<Icon size={12} />}>
      {word}
    </Badge>
  );
}

const looks: Readonly<Record<string, readonly [string, typeof IconBan]>> = {
  ok: ["green", IconCheck],
  dryRun: ["blue", IconEye],
  forbidden: ["red", IconBan],
  unauthenticated: ["red", IconBan],
  rateLimited: ["red", IconBan],
};
