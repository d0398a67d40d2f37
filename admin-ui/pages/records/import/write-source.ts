import { unparse } from "papaparse";
import type { SourceFile } from "./source-file.ts";

/** Which field each column goes into; null: none. */
export type Mapping = Readonly<Record<string, string | null>>;

/** Columns whose names are fields', whatever the case and what joins their words. */
export function usualMapping(columns: readonly string[], fields: readonly string[]): Mapping {
  const plain = (name: string) => name.toLowerCase().replace(/[\s_-]+/g, "");
  return Object.fromEntries(
    columns.map((column) => [
      column,
      fields.find((field) => plain(field) === plain(column)) ?? null,
    ]),
  );
}

/** The rows under the fields' names, as the import reads them. */
export function writeSource(
  { format, rows, columns }: SourceFile,
  mapping: Mapping,
): { format: "csv" | "json"; text: string } {
  const chosen = columns.filter((column) => mapping[column]);
  if (format === "csv") {
    const fields = chosen.map((column) => mapping[column] ?? "");
    const data = rows.map((row) => chosen.map((column) => row[column]));
    return { format, text: unparse({ fields, data }) };
  }
  const renamed = rows.map((row) =>
    Object.fromEntries(
      chosen.flatMap((column) => (column in row ? [[mapping[column], row[column]]] : [])),
    ),
  );
  return { format, text: JSON.stringify(renamed) };
}
