import { readCsv, readJsonRows, rowsFile, type SourceFile } from "./source-file.ts";
import { usualMapping } from "./write-source.ts";

/**
 * Rows from the clipboard: JSON, or a spreadsheet's. Where its first row names no field, all rows
 * are values, and stand in the order of `fields`.
 * @throws Error saying what is wrong with it.
 */
export function readPasted(text: string, name: string, fields: readonly string[]): SourceFile {
  if (/^[[{]/.test(text.trim())) return rowsFile(name, readJsonRows(text));
  const delimiter = text.includes("\t") ? "\t" : "";
  const named = readCsv(name, text, delimiter);
  const known = Object.values(usualMapping(named.columns, fields));
  if (known.some((field) => field !== null)) return named;
  const columns = named.columns.map((_, index) => fields[index] ?? String(index + 1));
  const head = columns.map((each) => (each.includes(delimiter || ",") ? `"${each}"` : each));
  return readCsv(name, `${head.join(delimiter || ",")}\n${text}`, delimiter);
}
