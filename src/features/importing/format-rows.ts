import type { SourceFormat } from "./source-table.ts";

/** Turns records into a file piece by piece, so that no export has to fit into memory. */
export interface RowFormatter {
  readonly head: string;
  /** The text of some more records. */
  rows(records: readonly Readonly<Record<string, unknown>>[]): string;
  readonly tail: string;
}

/** `columns`: the field names, in order; only csv needs them beforehand. */
export function rowFormatter(format: SourceFormat, columns: readonly string[]): RowFormatter {
  if (format === "csv") {
    return {
      head: csvLine(columns),
      rows: (records) =>
        records.map((record) => csvLine(columns.map((name) => record[name]))).join(""),
      tail: "",
    };
  }
  if (format === "ndjson") {
    return {
      head: "",
      rows: (records) => records.map((record) => `${JSON.stringify(record)}\n`).join(""),
      tail: "",
    };
  }
  let written = 0;
  return {
    head: "[",
    rows: (records) =>
      records
        .map((record) => `${written++ === 0 ? "\n" : ",\n"}${JSON.stringify(record)}`)
        .join(""),
    tail: "\n]\n",
  };
}

function csvLine(values: readonly unknown[]): string {
  return `${values.map(csvCell).join(",")}\r\n`;
}

/** RFC 4180: quoted where it must be, quotes doubled; objects and lists as JSON. */
function csvCell(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
