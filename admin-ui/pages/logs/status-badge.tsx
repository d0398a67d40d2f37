import { Badge } from "@mantine/core";
import type { LogFacts } from "./log-item.ts";
import { logsText } from "./strings.ts";

/** How it ended: a status, an agent's outcome, or the word for what is neither. */
export function StatusBadge({ facts }: { facts: LogFacts }) {
  const [color, word] = lookOf(facts);
  return (
    <Badge miw="max-content" color={color}>
      {word}
    </Badge>
  );
}

function lookOf({ type, status, outcome }: LogFacts): readonly [color: string, word: string] {
  if (status !== null) return [colorOf(status), String(status)];
  if (outcome !== "") return [outcome === "ok" || outcome === "dryRun" ? "gray" : "red", outcome];
  const word = logsText.kinds[type as keyof typeof logsText.kinds] ?? type;
  return [type === "error" ? "red" : "yellow", word];
}

/** What went as asked says so quietly. */
export function colorOf(status: number): string {
  return status >= 500 ? "red" : status >= 400 ? "orange" : "gray";
}
