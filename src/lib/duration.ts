import ms from "ms";

/** Seconds in `90d`, `1h`, `1 year` or `1.5h`; null for anything else, a bare number included. */
export function parseDuration(text: string): number | null {
  if (!/^\d+(?:\.\d+)? ?[a-z]+$/i.test(text)) return null;
  const milliseconds = ms(text as ms.StringValue) as number | undefined;
  return milliseconds === undefined ? null : Math.floor(milliseconds / 1000);
}
