/** Seconds in words: `5 days`; with one place after the point where it is no whole number. */
export function secondsInWords(seconds: number): string {
  const units = [
    [86_400, "day"],
    [3600, "hour"],
    [60, "minute"],
  ] as const;
  const [size, name] = units.find(([each]) => seconds >= each) ?? [1, "second"];
  const count = Math.round((seconds / size) * 10) / 10;
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}

/** As people read what a call took: `0.41 ms`, `120 ms`, `1.4 s`. */
export function millisecondsInWords(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms < 10 ? Number(ms.toPrecision(2)) : Math.round(ms)} ms`;
}
