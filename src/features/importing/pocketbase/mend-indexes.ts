import { parseIndex, renderIndex } from "../../collections/index-statement.ts";
import type { Report } from "./report.ts";

/** The indexes of a collection of this name. `names` are those of all that came before. */
export function mendIndexes(
  collection: string,
  statements: readonly string[],
  names: Set<string>,
  report: Report,
): string[] {
  const shapes = new Set<string>();
  return statements.flatMap((statement) => {
    const index = parseIndex(statement);
    if (!index) {
      report.leaveOut(`${collection}: ${statement}`, "The index cannot be read here.");
      return [];
    }
    const { columns, unique, where } = index;
    const shape = JSON.stringify({ columns, unique, where }).toLowerCase();
    if (shapes.has(shape)) {
      report.leaveOut(`${collection}: ${index.name}`, "Another index does the same.");
      return [];
    }
    shapes.add(shape);
    const name = freeName(index.name, names);
    if (name !== index.name)
      report.mend(`${collection}: ${index.name}`, `The index is called ${name} here.`);
    const isSame = name === index.name && index.table.toLowerCase() === collection.toLowerCase();
    return [isSame ? statement : renderIndex({ ...index, name, table: collection })];
  });
}

function freeName(wish: string, names: Set<string>): string {
  // Names of ours begin with an underscore; those that end in _idx are PocketBase's own.
  const plain = /^_(?!.*_idx$)/i.test(wish) ? wish.replace(/^_+/, "") || "idx" : wish;
  let name = plain;
  for (let number = 1; names.has(name.toLowerCase()); number++) name = `${plain}_${number}`;
  names.add(name.toLowerCase());
  return name;
}
