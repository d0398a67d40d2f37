import type { LoadResult } from "./load.ts";

export type Measured = LoadResult & { readonly cpuMicros: number };

export interface Line {
  readonly name: string;
  readonly ours: Measured;
  /** What ours is compared with first: the floor, or for MCP the same call over REST. */
  readonly floor?: Measured | undefined;
  readonly peer?: Measured | null | undefined;
  /** Highest ratio to `floor`. */
  readonly mark?: number | undefined;
}

/** A Markdown table: CPU in µs a request, and how many times the floor's and PocketBase's that is. */
export function printTable(lines: readonly Line[]): void {
  const rows = lines.map(({ name, ours, floor, peer, mark }) => {
    const ratio = floor && ours.cpuMicros / floor.cpuMicros;
    return [
      name,
      ours.cpuMicros.toFixed(1),
      floor?.cpuMicros.toFixed(1) ?? "",
      ratio ? `${ratio.toFixed(2)}×` : "",
      mark && ratio ? `≤ ${mark}× ${ratio <= mark ? "met" : "MISSED"}` : "",
      peer?.cpuMicros.toFixed(0) ?? "",
      peer ? `${(peer.cpuMicros / ours.cpuMicros).toFixed(1)}×` : "",
      peer?.p50Ms.toFixed(2) ?? "",
      ours.perSecond.toFixed(0),
      ours.p50Ms.toFixed(2),
      ours.p99Ms.toFixed(2),
    ];
  });
  const head = [
    ...["request", "CPU µs", "floor µs (MCP: REST µs)", "ratio", "mark"],
    ...["PocketBase µs", "its ratio to ours", "its p50 ms", "per s", "p50 ms", "p99 ms"],
  ];
  for (const row of [head, head.map(() => "---"), ...rows]) console.log(`| ${row.join(" | ")} |`);
}
