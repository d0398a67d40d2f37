import { download } from "../../../parts/download.ts";
import type { RowsOutcome } from "../outcome.ts";

/** Hands the rows over as a file. In CSV NULL is nothing at all; of columns of one name, the second is `id_2`. */
export async function exportRows(
  { columns, rows }: RowsOutcome,
  format: "csv" | "json",
): Promise<void> {
  const names = distinct(columns.map(({ name }) => name));
  if (format === "json") {
    const items = rows.map((row) =>
      Object.fromEntries(row.map((cell, index) => [names[index], cell])),
    );
    return download("result.json", JSON.stringify(items, null, 2), "application/json");
  }
  const { unparse } = await import("papaparse");
  const data = rows.map((row) => [...row]);
  // What begins like a formula is not to be one in a spreadsheet.
  download("result.csv", unparse({ fields: names, data }, { escapeFormulae: true }), "text/csv");
}

function distinct(names: readonly string[]): string[] {
  const taken: string[] = [];
  for (const name of names) {
    let unique = name;
    for (let number = 2; taken.includes(unique); number++) unique = `${name}_${number}`;
    taken.push(unique);
  }
  return taken;
}
