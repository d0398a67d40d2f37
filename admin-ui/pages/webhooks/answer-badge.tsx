import { IconCheck, IconX } from "@tabler/icons-react";
import { IconBadge } from "../../parts/icon-badge.tsx";
import { deliveriesText } from "./strings.ts";

/** What a receiver answered: its status, or that there was none. */
export function AnswerBadge({ status }: { status: number }) {
  const isGood = status >= 200 && status < 300;
  return (
    <IconBadge look={isGood ? ["green", IconCheck] : ["red", IconX]} className="number">
      {status === 0 ? deliveriesText.noAnswer : status}
    </IconBadge>
  );
}
