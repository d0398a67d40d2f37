// cronstrue reads schedules aloud, in fewer bytes than it would take to do it well here.
import { toString as readAloud } from "cronstrue";

/** `At 03:00, only on Monday`; "" where it cannot be read. */
export function scheduleInWords(schedule: string): string {
  try {
    return readAloud(schedule, { use24HourTimeFormat: true });
  } catch {
    // Why it cannot be read, the server says.
    return "";
  }
}
