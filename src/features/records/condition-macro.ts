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

/** `2024-05-06 00:00:00.000Z`, kept within the years 0 to 9999, where dates sort as text. */
export function dateText(timeMs: number): string {
  const [first, last] = [-62_167_219_200_000, 253_402_300_799_999];
  return new Date(Math.min(last, Math.max(first, timeMs))).toISOString().replace("T", " ");
}

function startOf(now: Date): number {
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
}
