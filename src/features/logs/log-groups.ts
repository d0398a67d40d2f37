import { limits } from "../../kernel/limits.ts";
import type { presentLog } from "./log-query.ts";

export const groupings = ["status", "method", "path", "auth", "userIP", "type", "level"] as const;

export interface LogGroup {
  readonly value: string;
  readonly count: number;
  readonly failed: number;
  /** Of those that say how long they took. */
  readonly meanMs: number | null;
  readonly last: string;
}

/** Entries, the newest first, by what they have in common; the largest group first. */
export function groupLogs(
  items: readonly ReturnType<typeof presentLog>[],
  by: (typeof groupings)[number],
): LogGroup[] {
  const groups = Map.groupBy(items, ({ level, data }) => valueOf({ ...data, level }, by));
  return [...groups]
    .map(([value, entries]) => {
      const times = entries
        .map(({ data }) => (data as { readonly execTime?: unknown }).execTime)
        .filter((time) => typeof time === "number");
      return {
        value,
        count: entries.length,
        failed: entries.filter(({ level }) => level > 0).length,
        meanMs: meanOf(times),
        last: entries[0]?.created ?? "",
      };
    })
    .toSorted((one, other) => other.count - one.count)
    .slice(0, limits.logsRead);
}

function meanOf(times: readonly number[]): number | null {
  if (times.length === 0) return null;
  return Number((times.reduce((sum, time) => sum + time, 0) / times.length).toFixed(2));
}

function valueOf(told: Readonly<Record<string, unknown>>, by: (typeof groupings)[number]): string {
  if (by === "path") return pathOf(told.url);
  const value = String(told[by] ?? "");
  // The same token is the same, whichever way it came.
  return by === "auth" ? value.replace(/^mcp:/, "") : value;
}

/** Without the question behind it, which differs each time. */
function pathOf(url: unknown): string {
  return String(url ?? "").split("?", 1)[0] ?? "";
}
