import { momentText } from "../../lib/moment.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** Names that stand for a moment, in UTC: texts as date columns hold them, and plain numbers. */
export const macros: ReadonlyMap<string, (now: Date) => string | number> = new Map<
  string,
  (now: Date) => string | number
>([
  ["@now", (now) => dateText(now.getTime())],
  ["@yesterday", (now) => dateText(now.getTime() - dayMs)],
  ["@tomorrow", (now) => dateText(now.getTime() + dayMs)],
  ["@second", (now) => now.getUTCSeconds()],
  ["@minute", (now) => now.getUTCMinutes()],
  ["@hour", (now) => now.getUTCHours()],
  ["@day", (now) => now.getUTCDate()],
  ["@month", (now) => now.getUTCMonth() + 1],
  ["@weekday", (now) => now.getUTCDay()],
  ["@year", (now) => now.getUTCFullYear()],
  ["@todayStart", (now) => dateText(startOf(now))],
  ["@todayEnd", (now) => dateText(startOf(now) + dayMs - 1)],
  ["@monthStart", (now) => dateText(Date.UTC(now.getUTCFullYear(), now.getUTCMonth()))],
  ["@monthEnd", (now) => dateText(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1) - 1)],
  ["@yearStart", (now) => dateText(Date.UTC(now.getUTCFullYear(), 0))],
  ["@yearEnd", (now) => dateText(Date.UTC(now.getUTCFullYear() + 1, 0) - 1)],
]);

const unitMs: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: dayMs,
  w: 7 * dayMs,
};

/** One of the above, or a moment so far from one: `@now-7d`, `@todayStart+8h`; units s m h d w. */
export function macroNamed(text: string): ((now: Date) => string | number) | undefined {
  const [, name = "", sign, count, unit = ""] =
    /^(@[A-Za-z]+)([-+])(\d{1,9})([a-z])$/.exec(text) ?? [];
  if (sign === undefined) return macros.get(text);
  const from = macros.get(name);
  const step = unitMs[unit];
  if (!from || step === undefined || typeof from(new Date(0)) === "number") return undefined;
  const distance = Number(sign + count) * step;
  return (now) => dateText(Date.parse(String(from(now)).replace(" ", "T")) + distance);
}

/** `2024-05-06 00:00:00.000Z`, kept within the years 0 to 9999, where dates sort as text. */
export function dateText(timeMs: number): string {
  const [first, last] = [-62_167_219_200_000, 253_402_300_799_999];
  return momentText(new Date(Math.min(last, Math.max(first, timeMs))));
}

function startOf(now: Date): number {
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
}
