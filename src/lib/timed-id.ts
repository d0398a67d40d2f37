/** Ids that sort by time, which makes them cheap to index: 9 characters of time, 10 of chance. */
export function timedId(now: Date, randomId: (length: number) => string): string {
  return now.getTime().toString(36).padStart(9, "0") + randomId(10);
}

/** No id that was made at this moment or later is less. */
export function earliestTimedId(moment: Date): string {
  return moment.getTime().toString(36).padStart(9, "0");
}
