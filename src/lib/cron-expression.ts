// croner reads the expressions: ranges, steps, names, nicknames, and the calendar's corners.
import { Cron } from "croner";

/** @throws CronSyntaxError with what is wrong. */
export function checkCronExpression(expression: string): void {
  read(expression);
}

/** Whether it comes round in this minute, UTC. @throws CronSyntaxError */
export function isDue(expression: string, minute: Date): boolean {
  return read(expression).match(minute);
}

/** The next time after `after`, or null where there is none. @throws CronSyntaxError */
export function nextTime(expression: string, after: Date): Date | null {
  return read(expression).nextRun(after);
}

export class CronSyntaxError extends Error {
  override readonly name = "CronSyntaxError";
}

function read(expression: string): Cron {
  // croner also takes a single moment, which does not come round.
  if (expression.includes(":")) throw new CronSyntaxError(`${expression} is not a cron expression`);
  try {
    return new Cron(expression, { mode: "5-part", timezone: "UTC" });
  } catch (thrown) {
    throw new CronSyntaxError((thrown as Error).message.replace(/^CronPattern: /, ""));
  }
}
