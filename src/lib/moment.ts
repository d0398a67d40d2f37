import { parseDuration } from "./duration.ts";

/** `2026-03-01`, `2026-03-01 12:00`, or how long ago: `1h`, `7d`. Null for anything else. */
export function parseMoment(text: string, now: Date): Date | null {
  const seconds = parseDuration(text);
  if (seconds !== null) return new Date(now.getTime() - seconds * 1000);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null;
  const iso = text.trim().replace(" ", "T");
  // Without a zone it is UTC, as all times here are.
  const moment = new Date(
    /T.*(Z|[+-]\d{2}:?\d{2})$/.test(iso) || !iso.includes("T") ? iso : `${iso}Z`,
  );
  return Number.isNaN(moment.getTime()) ? null : moment;
}

/** `2026-03-01 12:34:56.789Z`, as dates are stored and shown: such texts sort as their times do. */
export function momentText(moment: Date): string {
  return moment.toISOString().replace("T", " ");
}
