import { expect, test } from "bun:test";
import { parseDuration } from "../../src/lib/duration.ts";

test.each([
  ["90d", 90 * 86_400],
  ["1h", 3600],
  ["1 hour", 3600],
  ["1.5h", 5400],
  ["60s", 60],
  ["2w", 14 * 86_400],
  ["1y", 31_557_600],
  ["0s", 0],
  ["90", null],
  ["-1h", null],
  ["90 dogs", null],
  ["", null],
  ["1h 30m", null],
])("%p is %p seconds", (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});
