import { parse } from "papaparse";

/** A file of rows, as far as it was understood. */
export interface SourceFile {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** CSV's values are texts, which the server reads as each field's type would have them. */
  readonly format: "csv" | "json";
}

/** @throws Error saying what is wrong with the file. */
export async function readSourceFile(file: File): Promise<SourceFile> {
  const text = await file.text();
  const { name } = file;
  if (/\.csv$|\.tsv$/i.test(name) || file.type === "text/csv") return readCsv(name, text);
  return rowsFile(name, readJsonRows(text));
}

export function rowsFile(name: string, rows: readonly Record<string, unknown>[]): SourceFile {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { name, columns, rows, format: "json" };
}

/** The first row names the columns. An empty `delimiter` is found out. */
export function readCsv(name: string, text: string, delimiter = ""): SourceFile {
  const { data, meta, errors } = parse<Record<string, unknown>>(text.trimEnd(), {
    header: true,
    delimiter,
  });
  const [error] = errors;
  if (error && error.type !== "Delimiter") {
    throw new Error(`${error.message}${error.row === undefined ? "" : ` (row ${error.row + 1})`}`);
  }
  return { name, columns: meta.fields ?? [], rows: data, format: "csv" };
}

/** A list, a list under `items`, or an object per line. */
export function readJsonRows(text: string): Record<string, unknown>[] {
  const trimmed = text.trim();
  const isLines = trimmed.startsWith("{") && /\}\s*\n\s*\{/.test(trimmed);
  const read: unknown = isLines
    ? trimmed
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line) => JSON.parse(line))
    : JSON.parse(trimmed);
  const list = Array.isArray(read) ? read : (read as { items?: unknown }).items;
  if (!Array.isArray(list)) throw new Error("It should be a list of objects.");
  return list as Record<string, unknown>[];
}
