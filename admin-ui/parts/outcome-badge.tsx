import { IconAlertTriangle, IconBan, IconCheck, IconEye } from "@tabler/icons-react";
import { text } from "../strings.ts";
import { IconBadge, type Look } from "./icon-badge.tsx";

/** How a call ended; what was denied stands out. */
export function OutcomeBadge({ outcome }: { outcome: string }) {
  return (
    <IconBadge look={looks[outcome] ?? ["orange", IconAlertTriangle]}>
      {text.outcomes[outcome as keyof typeof text.outcomes] ?? outcome}
    </IconBadge>
  );
}

const looks: Readonly<Record<string, Look>> = {
  ok: ["green", IconCheck],
  dryRun: ["blue", IconEye],
  forbidden: ["red", IconBan],
  unauthenticated: ["red", IconBan],
  rateLimited: ["red", IconBan],
};
