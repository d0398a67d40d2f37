import { join, raw, sql, type Sql } from "../../kernel/sql.ts";

/** Milliseconds; a class ends where the next begins, and the last one has no end. */
const bounds = [0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000];

/** How many there were of each class. */
export type LatencyCounts = Map<number, number>;

/** The class of a duration in milliseconds: enough to tell how long most took, and quick to count. */
export function latencyClass(duration: Sql): Sql {
  const cases = bounds.map(
    (bound, index) => sql`WHEN ${duration} < ${raw(`${bound} THEN ${index}`)}`,
  );
  return sql`CASE ${join(cases, " ")} ELSE ${raw(String(bounds.length))} END`;
}

/** What this part of all took no longer than, milliseconds, as nearly as classes tell; null for none. */
export function latencyOf(counts: LatencyCounts, part: number): number | null {
  const total = counts.values().reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const wanted = total * part;
  let before = 0;
  for (const [index, bound] of bounds.entries()) {
    const count = counts.get(index) ?? 0;
    if (count > 0 && before + count >= wanted) {
      const least = bounds[index - 1] ?? 0;
      return rounded(least + ((bound - least) * (wanted - before)) / count);
    }
    before += count;
  }
  return bounds.at(-1) ?? 0;
}

/** Two figures are all that a class can tell. */
function rounded(duration: number): number {
  return Number(duration.toPrecision(2));
}
