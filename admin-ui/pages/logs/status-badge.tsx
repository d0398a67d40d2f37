import { Badge } from "@mantine/core";
import type { LogFacts } from "./log-item.ts";
import { logsText } from "./strings.ts";

/** How it ended: a status, an agent's outcome, or the word for what is neither. */
export function StatusBadge({ facts: { type, status, outcome } }: { facts: LogFacts }) {
  if (status !== null)
    return (
      <Badge miw="max-content" color={colorOf(status)}>
        {status}
      </Badge>
    );
  if (outcome !== "") {
    return (
      <Badge miw="max-content" color={outcome === "ok" || outcome === "dryRun" ? "gray" : "red"}>
        {outcome}
      </Badge>
    );
  }
  const word = logsText.kinds[type as keyof typeof logsText.kinds] ?? type;
  return (
    <Badge miw="max-content" color={type === "error" ? "red" : "yellow"}>
      {word}
    </Badge>
  );
}

/** What went as asked says so quietly. */
export function colorOf(status: number): string {
  return status >= 500 ? "red" : status >= 400 ? "orange" : "gray";
}
