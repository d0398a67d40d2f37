import { expect, test } from "bun:test";
import { AttemptCounter } from "../../src/lib/attempt-counter.ts";

const at = (seconds: number) => new Date(seconds * 1000);

test("a key that has used up its attempts waits for the end of its window", () => {
  const counter = new AttemptCounter(2, 60_000);
  counter.note("anna", at(0));
  expect(counter.waitSeconds("anna", at(1))).toBe(0);
  counter.note("anna", at(30));
  expect(counter.waitSeconds("anna", at(30))).toBe(30);
  expect(counter.waitSeconds("anna", at(59.5))).toBe(1);
  expect(counter.waitSeconds("berta", at(30))).toBe(0);
  expect(counter.waitSeconds("anna", at(60))).toBe(0);
  counter.note("anna", at(60));
  expect(counter.waitSeconds("anna", at(61))).toBe(0);
});

test("attempts are forgotten all at once", () => {
  const counter = new AttemptCounter(1, 60_000);
  counter.note("anna", at(0));
  expect(counter.waitSeconds("anna", at(1))).toBe(59);
  counter.forget("anna");
  expect(counter.waitSeconds("anna", at(1))).toBe(0);
});

test("more keys than it holds push out the oldest", () => {
  const counter = new AttemptCounter(1, 60_000, 2);
  for (const key of ["a", "b", "c"]) counter.note(key, at(0));
  expect(["a", "b", "c"].map((key) => counter.waitSeconds(key, at(0)))).toEqual([0, 60, 60]);
});
