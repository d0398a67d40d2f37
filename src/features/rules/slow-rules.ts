import { identifier, sql } from "../../kernel/sql.ts";
import type { Reader } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import { parseIndex } from "../collections/index-statement.ts";
import type { RuleWarning } from "../collections/rule-warning.ts";
import { comparisonsOf, judge, rulesOf, sides } from "./judged-rule.ts";

/** Reading this many rows for every list is felt. */
const largeTable = 10_000;

/** List rules that make the storage read a large table whole, where an index would spare it that. */
export async function slowRules(
  reader: Reader,
  catalog: Catalog,
  collection: Collection,
): Promise<RuleWarning[]> {
  const fields = unindexed(catalog, collection);
  if (fields.length === 0 || !(await isLarge(reader, collection.name))) return [];
  const { name } = collection;
  return fields.map((field) => ({
    code: "slow-rule",
    collection: name,
    rule: "listRule",
    message: `Every list looks at all records of ${name}, which are many: ${field} has no index.`,
    fix: `CREATE INDEX idx_${name}_${field} ON ${name} (${field})`,
  }));
}

/** Fields that the list rule compares with one value, and that begin no index. */
function unindexed(catalog: Catalog, collection: Collection): string[] {
  const leading = new Set(
    collection.indexes.map((statement) => parseIndex(statement)?.columns[0]?.name.toLowerCase()),
  );
  const fields = rulesOf(catalog, collection)
    .filter((rule) => rule.name === "listRule")
    .flatMap((rule) =>
      comparisonsOf(rule.expression)
        .filter(({ operator }) => operator === "=")
        .flatMap((comparison) => sides(judge(rule, comparison)))
        .flatMap(([own, other]) => {
          const isPlain = own.kind === "field" && own.steps === 0 && own.modifier === "";
          return isPlain && other.kind === "auth" ? [own.field.name] : [];
        }),
    );
  return [...new Set(fields)].filter((name) => name !== "id" && !leading.has(name.toLowerCase()));
}

async function isLarge(reader: Reader, table: string): Promise<boolean> {
  const [row] = await reader.all<{ count: number }>(
    sql`SELECT count(*) AS "count" FROM (SELECT 1 FROM ${identifier(table)} LIMIT ${largeTable})`,
  );
  return row?.count === largeTable;
}
