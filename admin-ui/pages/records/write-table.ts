import type { RecordData } from "../../client/record.ts";

/** Records as rows below the fields' names. Lists and objects are JSON, which an import reads again. */
export async function writeTable(
  records: readonly RecordData[],
  fields: readonly string[],
  delimiter: "," | "\t" = ",",
): Promise<string> {
  const { unparse } = await import("papaparse");
  const data = records.map((record) => fields.map((name) => cellText(record[name])));
  // What begins like a formula is not to be one in a spreadsheet.
  return unparse({ fields: [...fields], data }, { escapeFormulae: true, delimiter });
}

function cellText(value: unknown): unknown {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}
