import type { Output } from "../../client/operations.ts";

export type Chart = Output<"logs.chart">;
/** What was asked in a stretch of time. */
export type Point = Chart["items"][number];

export const kinds = ["ok", "refused", "failed"] as const;

/** From one moment until another. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

export function countOf({ ok, refused, failed }: Point): number {
  return ok + refused + failed;
}

/** From the beginning of one point to the end of another, whichever is the first. */
export function spanOf({ items, stepMs }: Chart, one: number, other: number): Span {
  const [first, last] = one < other ? [one, other] : [other, one];
  const from = new Date(items[first]?.at ?? 0);
  const start = new Date(items[last]?.at ?? 0).getTime();
  // The first one may begin late, and ends where all do.
  return { from, to: new Date(Math.floor(start / stepMs) * stepMs + stepMs) };
}

const day = 86_400_000;

/** A stretch of time in the reader's zone, no more exact than it has to be. */
export function spanInWords({ from, to }: Span): string {
  const seconds = to.getTime() - from.getTime() < 60_000 ? { second: "2-digit" as const } : {};
  const format = new Intl.DateTimeFormat("en", {
    ...{ month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    ...seconds,
  });
  return format.formatRange(from, to);
}

/** The same for a mark below the chart, where all of it takes `lengthMs`. */
export function markInWords(at: Date, lengthMs: number): string {
  const date = { month: "short", day: "numeric" } as const;
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const parts =
    lengthMs > 3 * day
      ? date
      : lengthMs > day / 2
        ? { ...date, ...time }
        : { ...time, ...(lengthMs < 600_000 && { second: "2-digit" as const }) };
  return new Intl.DateTimeFormat("en", parts).format(at);
}
