import { expect, test } from "bun:test";
import { FixedWindows } from "../../src/lib/fixed-windows.ts";

test("a window takes so many, then says how long to wait, then starts anew", () => {
  const windows = new FixedWindows(10);
  const take = (now: number) => windows.take("a", 2, 1000, now);
  expect([take(0), take(100), take(200), take(999)]).toEqual([0, 0, 800, 1]);
  expect([take(1000), take(1001), take(1002)]).toEqual([0, 0, 998]);
});

test("keys are counted apart", () => {
  const windows = new FixedWindows(10);
  expect([windows.take("a", 1, 1000, 0), windows.take("b", 1, 1000, 0)]).toEqual([0, 0]);
  expect(windows.take("a", 1, 1000, 1)).toBe(999);
});

test("the oldest make room, and what is over goes first", () => {
  const windows = new FixedWindows(3);
  for (const key of ["a", "b", "c", "d"]) windows.take(key, 1, 1000, 0);
  expect(windows.take("d", 1, 1000, 1)).toBe(999);
  expect(windows.take("a", 1, 1000, 1)).toBe(0);
});
