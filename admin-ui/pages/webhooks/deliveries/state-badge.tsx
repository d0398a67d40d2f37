import { IconCheck, IconClock, IconSkull } from "@tabler/icons-react";
import { IconBadge, type Look } from "../../../parts/icon-badge.tsx";
import { deliveriesText } from "../strings.ts";
import type { DeliveryState } from "../webhooks-search.ts";

/** Where a delivery stands. */
export function StateBadge({ state }: { state: string }) {
  return (
    <IconBadge look={looks[state as DeliveryState] ?? looks.waiting}>
      {deliveriesText.states[state as DeliveryState] ?? state}
    </IconBadge>
  );
}

const looks: Readonly<Record<DeliveryState, Look>> = {
  waiting: ["yellow", IconClock],
  delivered: ["green", IconCheck],
  dead: ["red", IconSkull],
};
