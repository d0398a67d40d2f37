import { CsvError, parse } from "csv-parse/sync";
import { Failure } from "../../kernel/failure.ts";

export const sourceFormats = ["csv", "json", "ndjson"] as const;
export type SourceFormat = (typeof sourceFormats)[number];

/** A file's content, read but not yet understood. */
export interface SourceTable {
  /** In order of first appearance. */
  readonly columns: readonly string[];
  readonly rows: readonly SourceRow[];
}

export interface SourceRow {
  /** Counted from 1, without the header: the number a message tells. */
  readonly number: number;
  /** By column; what is empty or null is absent. */
  readonly cells: ReadonlyMap<string, unknown>;
}

/** @throws Failure `invalid` naming the row that cannot be read. */
export function readSourceTable(text: string, format: SourceFormat): SourceTable {
  const clean = text.replace(/^\uFEFF/, "");
  const rows =
    format === "csv" ? readCsv(clean) : format === "json" ? readJson(clean) : readNdjson(clean);
  const columns = new Set(rows.flatMap((row) => [...row.cells.keys()]));
  if (rows.length === 0) {
    throw new Failure("invalid", "There are no rows to import.", {
      hint: "csv needs a header line and at least one more; json an array of objects; ndjson an object a line.",
    });
  }
  return { columns: [...columns], rows };
}

function readCsv(text: string): SourceRow[] {
  try {
    const [header = [], ...lines] = parse(text, { skip_empty_lines: true, trim: true });
    const twice = header.find((name, index) => header.indexOf(name) !== index);
    if (twice !== undefined) {
      throw new Failure("invalid", `The header names the column ${JSON.stringify(twice)} twice.`, {
        hint: "Give every column a name of its own.",
      });
    }
    return lines.map((cells, index) => ({
      number: index + 1,
      cells: presentCells(cells.map((cell, column) => [header[column] ?? "", cell])),
    }));
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    throw new Failure("invalid", `The file is not valid csv: ${thrown.message}.`, {
      hint: "The first line names the columns; values with commas or quotes stand in double quotes.",
    });
  }
}

function readJson(text: string): SourceRow[] {
  const parsed = parseJson(text, "The file");
  const list = Array.isArray(parsed) ? parsed : (parsed as { items?: unknown } | null)?.items;
  if (!Array.isArray(list)) {
    throw new Failure("invalid", "The file is json, but not a list of records.", {
      hint: 'Give an array of objects, or an object with such an array in "items".',
    });
  }
  return list.map((value: unknown, index) => ({
    number: index + 1,
    cells: cellsOf(value, `Row ${index + 1}`),
  }));
}

function readNdjson(text: string): SourceRow[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, index) => ({
      number: index + 1,
      cells: cellsOf(parseJson(line, `Row ${index + 1}`), `Row ${index + 1}`),
    }));
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new Failure("invalid", `${what} is not valid JSON: ${(thrown as SyntaxError).message}.`, {
      hint: "Check the brackets and quotes, or name another --format.",
    });
  }
}

function cellsOf(value: unknown, what: string): Map<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Failure("invalid", `${what} is not an object.`, {
      hint: 'Every record is an object, such as {"title": "Alien", "year": 1979}.',
    });
  }
  return presentCells(Object.entries(value));
}

function presentCells(entries: readonly (readonly [string, unknown])[]): Map<string, unknown> {
  return new Map(entries.filter(([, value]) => value !== null && value !== ""));
}
