/**
 * No entry whose call began at this moment or later has a lesser id: ids begin with a time, in base
 * 36, and get it when the call's first trace is made.
 */
export function earliestId(moment: Date): string {
  return moment.getTime().toString(36).padStart(9, "0");
}
