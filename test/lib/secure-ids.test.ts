import { expect, test } from "bun:test";
import { SecureIds } from "../../src/lib/secure-ids.ts";

test("ids have the length that was asked for, and none comes twice", () => {
  const { next } = new SecureIds();
  const ids = Array.from({ length: 5000 }, () => next(15));
  for (const id of ids) expect(id).toMatch(/^[a-z0-9]{15}$/);
  expect(new Set(ids).size).toBe(ids.length);
  expect(next(0)).toBe("");
  expect(next(5000)).toHaveLength(5000);
});

test("every character is as likely as the others", () => {
  const { next } = new SecureIds();
  const counts = new Map<string, number>();
  for (const character of next(360_000)) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  expect(counts.size).toBe(36);
  // Ten standard deviations around 10,000.
  for (const count of counts.values()) expect(Math.abs(count - 10_000)).toBeLessThan(1000);
});
