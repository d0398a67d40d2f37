/**
 * How a column writes its dates: `12/06/1998` alone does not tell, but the column's other values may.
 * Returns ISO 8601 in UTC, or null where the text is no date.
 */
export type DateReader = (value: unknown) => string | null;

/** A reader that understands every value of the column, or null where there is none. */
export function dateReaderFor(values: readonly unknown[]): DateReader | null {
  const readers = [readDate("monthFirst"), readDate("dayFirst")];
  return readers.find((read) => values.every((value) => read(value) !== null)) ?? null;
}

/** Reads one value; day and month in numbers go by `order`. */
export function readDate(order: "monthFirst" | "dayFirst"): DateReader {
  return (value) => {
    if (typeof value !== "string") return null;
    for (const [pattern, parts] of spellings[order]) {
      const groups = pattern.exec(value.trim())?.groups;
      if (groups) return parts(groups);
    }
    return null;
  };
}

type Groups = Record<string, string | undefined>;
type Spelling = readonly [RegExp, (groups: Groups) => string | null];

const time = String.raw`(?:[T ,]+(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d(?:\.\d+)?))?\s*(?<half>[AP]M)?\s*(?<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?)?`;
const weekday = String.raw`(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?`;
const month = String.raw`(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`;

const unambiguous: readonly Spelling[] = [
  [spelling(String.raw`(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})${time}`), toIso],
  [spelling(String.raw`(?<year>\d{4})\/(?<month>\d{1,2})\/(?<day>\d{1,2})${time}`), toIso],
  [spelling(String.raw`${weekday}${month}\s+(?<day>\d{1,2}),?\s+(?<year>\d{4})${time}`), toIso],
  [spelling(String.raw`${weekday}(?<day>\d{1,2})[\s-]${month}[\s-](?<year>\d{4})${time}`), toIso],
  [spelling(String.raw`(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})${time}`), toIso],
];

const spellings = {
  monthFirst: [
    ...unambiguous,
    [spelling(String.raw`(?<month>\d{1,2})[/-](?<day>\d{1,2})[/-](?<year>\d{4})${time}`), toIso],
  ],
  dayFirst: [
    ...unambiguous,
    [spelling(String.raw`(?<day>\d{1,2})[/-](?<month>\d{1,2})[/-](?<year>\d{4})${time}`), toIso],
  ],
} satisfies Record<string, readonly Spelling[]>;

function spelling(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`, "i");
}

function toIso(groups: Groups): string | null {
  const year = Number(groups.year);
  const month = monthNumber(groups.month ?? "");
  const day = Number(groups.day);
  const hour = hourOfDay(Number(groups.hour ?? 0), groups.half);
  const minute = Number(groups.minute ?? 0);
  const second = Number(groups.second ?? 0);
  const at = new Date(Date.UTC(2000, month - 1, day, hour, minute, 0, Math.round(second * 1000)));
  at.setUTCFullYear(year, month - 1, day);
  if (Number.isNaN(hour)) return null;
  const rolledOver = at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day;
  if (rolledOver || hour > 23 || minute > 59 || second >= 60) return null;
  return new Date(at.getTime() - offsetMs(groups.zone)).toISOString();
}

const monthNames = [
  "jan",
  "feb",
  "mar",
  "apr",
  "may",
  "jun",
  "jul",
  "aug",
  "sep",
  "oct",
  "nov",
  "dec",
];

function monthNumber(text: string): number {
  const named = monthNames.indexOf(text.slice(0, 3).toLowerCase());
  return named >= 0 ? named + 1 : Number(text);
}

function hourOfDay(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half.toUpperCase() === "PM" ? 12 : 0);
}

function offsetMs(zone: string | undefined): number {
  const found = /^([+-])(\d\d):?(\d\d)$/.exec(zone ?? "");
  if (!found) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return (found[1] === "-" ? -1 : 1) * minutes * 60_000;
}
