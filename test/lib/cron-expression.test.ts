import { expect, test } from "bun:test";
import {
  checkCronExpression,
  CronSyntaxError,
  isDue,
  nextTime,
} from "../../src/lib/cron-expression.ts";

const minutes: readonly [expression: string, minute: string, due: boolean][] = [
  ["* * * * *", "2026-03-01T12:34:00Z", true],
  ["*/15 * * * *", "2026-03-01T12:45:00Z", true],
  ["*/15 * * * *", "2026-03-01T12:46:00Z", false],
  ["0 3 * * *", "2026-03-01T03:00:00Z", true],
  ["0 3 * * *", "2026-03-01T04:00:00Z", false],
  ["0 0 1,15 * *", "2026-03-15T00:00:00Z", true],
  ["0 9 * * 1-5", "2026-03-02T09:00:00Z", true],
  ["0 9 * * 1-5", "2026-03-01T09:00:00Z", false],
  ["0 0 29 2 *", "2028-02-29T00:00:00Z", true],
  ["@hourly", "2026-03-01T05:00:00Z", true],
  ["@daily", "2026-03-01T00:00:00Z", true],
  ["@daily", "2026-03-01T00:01:00Z", false],
];

test.each(minutes)("%s at %s is due: %p", (expression, minute, due) => {
  expect(isDue(expression, new Date(minute))).toBe(due);
});

test("the next time is in UTC, whatever the machine's clock says", () => {
  const after = new Date("2026-03-01T12:34:56Z");
  expect(nextTime("30 2 * * *", after)).toEqual(new Date("2026-03-02T02:30:00Z"));
  expect(nextTime("0 0 29 2 *", after)).toEqual(new Date("2028-02-29T00:00:00Z"));
  expect(nextTime("0 0 31 2 *", after)).toBeNull();
});

test.each(["", "x", "* * * *", "61 * * * *", "* * * * * *", "@sometimes", "2026-01-01T00:00:00"])(
  "%p is refused",
  (expression) => expect(() => checkCronExpression(expression)).toThrow(CronSyntaxError),
);
