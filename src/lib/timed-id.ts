/** Ids that sort by time, which makes them cheap to index: 9 characters of time, 10 of chance. */
export function timedId(now: Date, randomId: (length: number) => string): string {
  return earliestTimedId(now) + randomId(10);
}

/** Such ids in the order they are made, also within a millisecond: 2 of the 10 characters count there. */
export class TimedIds {
  #stamp = "";
  #made = 0;

  next(now: Date, randomId: (length: number) => string): string {
    const stamp = earliestTimedId(now);
    this.#made = stamp === this.#stamp ? Math.min(this.#made + 1, mostCounted) : 0;
    this.#stamp = stamp;
    return stamp + this.#made.toString(36).padStart(2, "0") + randomId(8);
  }
}

const mostCounted = 36 * 36 - 1;

/** No id that was made at this moment or later is less. */
export function earliestTimedId(moment: Date): string {
  return moment.getTime().toString(36).padStart(9, "0");
}
