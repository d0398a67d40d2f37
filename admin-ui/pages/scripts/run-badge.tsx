import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconClockExclamation,
  IconLoader2,
} from "@tabler/icons-react";
import { IconBadge, type Look } from "../../parts/icon-badge.tsx";
import { scriptsText } from "./strings.ts";

/** How a run ended. A refusal is what the script is for; what has no look of its own is a fault. */
export function RunBadge({ outcome }: { outcome: string }) {
  return (
    <IconBadge look={looks[outcome] ?? ["red", IconAlertTriangle]}>
      {scriptsText.outcomes[outcome as keyof typeof scriptsText.outcomes] ?? outcome}
    </IconBadge>
  );
}

const looks: Readonly<Record<string, Look>> = {
  ok: ["green", IconCheck],
  refused: ["blue", IconBan],
  time: ["red", IconClockExclamation],
  running: ["blue", IconLoader2],
};
