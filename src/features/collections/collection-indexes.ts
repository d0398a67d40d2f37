import type { Collection } from "./collection.ts";
import type { Field } from "./field.ts";
import { type IndexStatement, parseIndex, renderIndex } from "./index-statement.ts";

type Owner = Pick<Collection, "id" | "name" | "type">;

/** Statements are kept as they were written, but always speak of their own collection's table. */
export function onOwnTable(indexes: readonly string[], table: string): string[] {
  return indexes.map((statement) => {
    const index = parseIndex(statement);
    return !index || index.table === table ? statement : renderIndex({ ...index, table });
  });
}

/** What makes sign-in safe comes back when it was left out: unique token keys and e-mail addresses. */
export function withAuthIndexes(indexes: readonly string[], { id, name, type }: Owner): string[] {
  const wanted = [...indexes];
  if (type !== "auth") return wanted;
  if (!hasUniqueIndex(indexes, "tokenKey")) {
    wanted.push(`CREATE UNIQUE INDEX \`idx_tokenKey_${id}\` ON \`${name}\` (\`tokenKey\`)`);
  }
  if (!hasUniqueIndex(indexes, "email")) {
    wanted.push(
      `CREATE UNIQUE INDEX \`idx_email_${id}\` ON \`${name}\` (\`email\`) WHERE \`email\` != ''`,
    );
  }
  return wanted;
}

/** True where no two records can hold the same value; a partial index may leave out empty ones only. */
export function hasUniqueIndex(indexes: readonly string[], field: string): boolean {
  return indexes.some((statement) => {
    const index = parseIndex(statement);
    if (!index?.unique || index.columns.length !== 1) return false;
    const [column] = index.columns;
    if (column!.name.toLowerCase() !== field.toLowerCase()) return false;
    const where = index.where.replaceAll(/[`"[\]\s]/g, "").toLowerCase();
    return where === "" || where === `${field.toLowerCase()}!=''`;
  });
}

/** Indexes of a collection whose fields were renamed or dropped: they follow, or go with their field. */
export function followFields(
  indexes: readonly string[],
  before: readonly Field[],
  after: readonly Field[],
): string[] {
  const names = new Map<string, string | null>();
  for (const field of before) {
    const next = after.find((each) => each.id === field.id)?.name ?? null;
    if (next !== field.name) names.set(field.name.toLowerCase(), next);
  }
  if (names.size === 0) return [...indexes];
  return indexes.flatMap((statement) => {
    const index = parseIndex(statement);
    const renamed = index && renameIn(index, names);
    if (renamed === null) return [];
    return [!renamed || renamed === index ? statement : renderIndex(renamed)];
  });
}

/** Null where the index needs a field that is gone; the same object where nothing changes. */
function renameIn(
  index: IndexStatement,
  names: ReadonlyMap<string, string | null>,
): IndexStatement | null {
  const texts = [...index.columns.map((column) => column.name), index.where];
  const mentioned = texts.flatMap(wordsOf).filter((word) => names.has(word.toLowerCase()));
  if (mentioned.length === 0) return index;
  if (mentioned.some((word) => names.get(word.toLowerCase()) === null)) return null;
  const rename = (text: string) =>
    text.replaceAll(nameOrText, (word) => names.get(word.toLowerCase()) ?? word);
  return {
    ...index,
    columns: index.columns.map((column) => ({ ...column, name: rename(column.name) })),
    where: rename(index.where),
  };
}

/** A quoted text, which is no name, or a word. */
const nameOrText = /'(?:[^']|'')*'|\w+/g;

function wordsOf(text: string): string[] {
  return (text.match(nameOrText) ?? []).filter((word) => !word.startsWith("'"));
}
