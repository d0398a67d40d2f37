import { Text, Tooltip } from "@mantine/core";

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const absolute = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "medium" });

const short = new Intl.DateTimeFormat("en", {
  year: "numeric",
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** A stored date in the reader's time zone, to the minute; what is none, as it is. */
export function dateInWords(text: string): string {
  const at = new Date(text.replace(" ", "T"));
  return Number.isNaN(at.getTime()) ? text : short.format(at);
}

const clock = new Intl.DateTimeFormat("en", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});
const dayAndClock = new Intl.DateTimeFormat("en", {
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

/** To the second in the reader's time zone; of another day than today, with the day. */
export function clockInWords(at: Date): string {
  const isToday = at.toDateString() === new Date().toDateString();
  return (isToday ? clock : dayAndClock).format(at);
}

/** To the millisecond, with the reader's time zone. */
export function exactTime(at: Date): string {
  return new Intl.DateTimeFormat("en", {
    ...{ year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" },
    ...{ second: "2-digit", fractionalSecondDigits: 3, hourCycle: "h23", timeZoneName: "short" },
  }).format(at);
}

/** A moment in words, `3 hours ago`, and exactly when pointed at. */
export function Time({ value }: { value: string | Date }) {
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return <Text span>{String(value)}</Text>;
  return (
    <Tooltip label={absolute.format(at)}>
      <time dateTime={at.toISOString()}>{timeInWords(at, new Date())}</time>
    </Tooltip>
  );
}

export function timeInWords(at: Date, now: Date): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  const [unit, size] = units.find(([, each]) => Math.abs(seconds) >= each) ?? ["second", 1];
  return relative.format(Math.round(seconds / size), unit);
}
