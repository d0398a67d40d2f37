/** From one moment to another, which is the next one's. */
export interface Slot {
  readonly from: Date;
  readonly to: Date;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** Lengths that people think in. */
const steps = [
  ...[second, 2 * second, 5 * second, 10 * second, 15 * second, 30 * second],
  ...[minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute],
  ...[hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day],
];

/**
 * A stretch of time as slots of one length, no more than `points` and the two that are cut at its
 * ends; they begin at full minutes, hours or days (UTC).
 */
export function slotsBetween(
  from: Date,
  to: Date,
  points: number,
): { readonly slots: readonly Slot[]; readonly stepMs: number } {
  const wanted = (to.getTime() - from.getTime()) / points;
  const stepMs = steps.find((step) => step >= wanted) ?? Math.ceil(wanted / day) * day;
  const slots: Slot[] = [];
  let at = Math.floor(from.getTime() / stepMs) * stepMs;
  for (; at < to.getTime(); at += stepMs) {
    const start = Math.max(at, from.getTime());
    slots.push({ from: new Date(start), to: new Date(Math.min(at + stepMs, to.getTime())) });
  }
  return { slots, stepMs };
}
