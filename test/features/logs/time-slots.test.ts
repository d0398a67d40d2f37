import { expect, test } from "bun:test";
import { slotsBetween } from "../../../src/features/logs/time-slots.ts";

test("a stretch of time is cut at full minutes, hours and days", () => {
  const rows: [from: string, to: string, points: number, stepMs: number, slots: number][] = [
    ["2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z", 60, 60_000, 60],
    ["2026-03-01T10:00:30Z", "2026-03-01T11:00:30Z", 60, 60_000, 61],
    ["2026-03-01T10:00:00Z", "2026-03-02T10:00:00Z", 60, 1_800_000, 48],
    ["2026-03-01T10:00:00Z", "2026-03-08T10:00:00Z", 60, 3 * 3_600_000, 57],
    ["2026-03-01T10:00:00.100Z", "2026-03-01T10:00:02Z", 60, 1000, 2],
    ["2016-03-01T00:00:00Z", "2026-03-01T00:00:00Z", 60, 61 * 86_400_000, 61],
  ];
  for (const [from, to, points, stepMs, count] of rows) {
    const made = slotsBetween(new Date(from), new Date(to), points);
    expect([made.stepMs, made.slots.length]).toEqual([stepMs, count]);
    expect(made.slots[0]!.from).toEqual(new Date(from));
    expect(made.slots.at(-1)!.to).toEqual(new Date(to));
  }
});
