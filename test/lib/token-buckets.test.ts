import { expect, test } from "bun:test";
import { TokenBuckets } from "../../src/lib/token-buckets.ts";

const second = 1000;

test("as many as a minute has at once, then one after the other", () => {
  const buckets = new TokenBuckets(10);
  for (const left of [2, 1, 0]) {
    expect(buckets.take("a", 3, 0)).toEqual({ left, waitMs: 0 });
  }
  expect(buckets.take("a", 3, 0)).toEqual({ left: 0, waitMs: 20 * second });
  expect(buckets.take("a", 3, 5 * second)).toEqual({ left: 0, waitMs: 15 * second });
  expect(buckets.take("a", 3, 20 * second).waitMs).toBe(0);
  expect(buckets.take("a", 3, 20 * second).waitMs).toBe(20 * second);
});

test("nobody saves up more than a minute's", () => {
  const buckets = new TokenBuckets(10);
  buckets.take("a", 2, 0);
  const later = 3600 * second;
  expect(buckets.take("a", 2, later).left).toBe(1);
  expect(buckets.take("a", 2, later).left).toBe(0);
  expect(buckets.take("a", 2, later).waitMs).toBeGreaterThan(0);
});

test("each has a bucket, and the quietest is forgotten", () => {
  const buckets = new TokenBuckets(2);
  buckets.take("a", 1, 0);
  buckets.take("b", 1, 0);
  expect(buckets.take("a", 1, 0).waitMs).toBeGreaterThan(0);
  buckets.take("c", 1, 0);
  expect(buckets.take("b", 1, 0).waitMs).toBe(0);
});

test("another limit counts at once", () => {
  const buckets = new TokenBuckets(2);
  buckets.take("a", 100, 0);
  expect(buckets.take("a", 1, 0).left).toBe(0);
  expect(buckets.take("a", 1, 0).waitMs).toBeGreaterThan(0);
});
