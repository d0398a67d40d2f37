import { Badge } from "@mantine/core";
import { IconCheck, IconClock, IconSkull } from "@tabler/icons-react";
import { deliveriesText } from "../strings.ts";
import type { DeliveryState } from "../webhooks-search.ts";

/** Where a delivery stands. */
export function StateBadge({ state }: { state: string }) {
  const [color, Icon] = looks[state as DeliveryState] ?? looks.waiting;
  return (
    <Badge color={color} leftSection={<Icon size={12} />} miw="max-content">
      {deliveriesText.states[state as DeliveryState] ?? state}
    </Badge>
  );
}

const looks: Readonly<Record<DeliveryState, readonly [string, typeof IconCheck]>> = {
  waiting: ["yellow", IconClock],
  delivered: ["green", IconCheck],
  dead: ["red", IconSkull],
};
