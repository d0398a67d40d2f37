import { expect, test } from "bun:test";
import { latencyOf } from "../../../src/features/logs/latency.ts";

test("how long most took is told within the class it falls into", () => {
  const rows: [
    counts: [latencyClass: number, count: number][],
    half: number | null,
    p95: number,
  ][] = [
    // Class 4 is from 2 to 5 ms, class 9 from 100 to 200, class 16 has no end.
    [[[4, 100]], 3.5, 4.8],
    [
      [
        [4, 90],
        [9, 10],
      ],
      3.7,
      150,
    ],
    [[[16, 3]], 30_000, 30_000],
    [[[0, 2]], 0.1, 0.19],
  ];
  for (const [counts, half, p95] of rows) {
    expect(latencyOf(new Map(counts), 0.5)).toBe(half);
    expect(latencyOf(new Map(counts), 0.95)).toBe(p95);
  }
  expect(latencyOf(new Map(), 0.5)).toBeNull();
});
