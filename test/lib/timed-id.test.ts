import { expect, test } from "bun:test";
import { timedId } from "../../src/lib/timed-id.ts";

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
