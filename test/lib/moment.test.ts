import { expect, test } from "bun:test";
import { momentText, parseMoment } from "../../src/lib/moment.ts";

const now = new Date("2026-03-02T12:00:00.000Z");

const rows: [text: string, moment: string | null][] = [
  ["1h", "2026-03-02T11:00:00.000Z"],
  ["7d", "2026-02-23T12:00:00.000Z"],
  ["2026-03-01", "2026-03-01T00:00:00.000Z"],
  ["2026-03-01 10:30", "2026-03-01T10:30:00.000Z"],
  ["2026-03-01T10:30:00+02:00", "2026-03-01T08:30:00.000Z"],
  ["2026-03-01 10:30:00.123Z", "2026-03-01T10:30:00.123Z"],
  ["2026-13-01", null],
  ["yesterday", null],
  ["60", null],
];

for (const [text, moment] of rows) {
  test(`${text} is ${moment}`, () => {
    expect(parseMoment(text, now)?.toISOString() ?? null).toBe(moment);
  });
}

test("a moment is said as dates are stored, which is read as the same moment", () => {
  expect(momentText(now)).toBe("2026-03-02 12:00:00.000Z");
  expect(parseMoment(momentText(now), now)).toEqual(now);
});
