import { Badge } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { deliveriesText } from "./strings.ts";

/** What a receiver answered: its status, or that there was none. */
export function StatusBadge({ status }: { status: number }) {
  const isGood = status >= 200 && status < 300;
  const Icon = isGood ? IconCheck : IconX;
  return (
    <Badge
      color={isGood ? "green" : "red"}
      leftSection={<Icon size={12} />}
      className="number"
      miw="max-content"
    >
      {status === 0 ? deliveriesText.noAnswer : status}
    </Badge>
  );
}
