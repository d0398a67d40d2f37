import { parseMoment } from "../lib/moment.ts";
import { Failure } from "./failure.ts";

/** A time as callers write it. @throws Failure `invalid` naming the input. */
export function readMoment(name: string, text: string, now: Date): Date {
  const moment = parseMoment(text, now);
  if (moment) return moment;
  throw new Failure("invalid", `${name}: ${JSON.stringify(text)} is no time.`, {
    hint: "Such as 1h, 7d, 2026-03-01 or 2026-03-01 12:00 (UTC).",
  });
}
