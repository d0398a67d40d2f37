import type { RawAnswer, RawValue } from "../../kernel/raw-sql.ts";

/** Rows as objects; of columns with the same name, the second is `id_2`. */
export function namedRows(
  columns: RawAnswer["columns"],
  rows: RawAnswer["rows"],
): Record<string, RawValue>[] {
  const names: string[] = [];
  for (const { name } of columns) {
    let unique = name;
    for (let number = 2; names.includes(unique); number++) unique = `${name}_${number}`;
    names.push(unique);
  }
  return rows.map((row) => Object.fromEntries(row.map((value, index) => [names[index], value])));
}
