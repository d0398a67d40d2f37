import { expect, test } from "bun:test";
import { TimedIds, timedId } from "../../src/lib/timed-id.ts";

test("later ids come later", () => {
  const at = (time: string, chance: string) => timedId(new Date(time), () => chance);
  const ids = [
    at("1970-01-01T00:00:00.001Z", "zzzzzzzzzz"),
    at("2026-01-01T00:00:00.000Z", "bbbbbbbbbb"),
    at("2026-01-01T00:00:00.001Z", "aaaaaaaaaa"),
    at("2500-01-01T00:00:00.000Z", "aaaaaaaaaa"),
  ];
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids.map((id) => id.length))).toEqual(new Set([19]));
});

test("those of one millisecond come as they were made", () => {
  const all = new TimedIds();
  let asked = 0;
  const less = (length: number) => String(1000 - asked++).padStart(length, "0");
  const at = (time: string) => all.next(new Date(time), less);
  const ids = Array.from({ length: 100 }, () => at("2026-01-01T00:00:00.000Z"));
  ids.push(at("2026-01-01T00:00:00.001Z"));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids.map((id) => id.length))).toEqual(new Set([19]));
});
