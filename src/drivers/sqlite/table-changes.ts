import { quoteIdentifier as quote } from "../../kernel/sql.ts";
import { createSearch, dropSearch } from "./full-text.ts";
import type { Column, Index, TableChange } from "../../kernel/table-change.ts";

/** A change in words as the DDL that makes it, in order. */
export function ddlOf(change: TableChange): string[] {
  switch (change.change) {
    case "createTable": {
      const columns = [idColumn, ...change.columns.map(columnDefinition)];
      return [`CREATE TABLE ${quote(change.table)} (${columns.join(", ")})`];
    }
    case "dropTable":
      return [`DROP TABLE ${quote(change.table)}`];
    case "renameTable":
      return renameTable(change.table, change.to);
    case "addColumn":
      return [`ALTER TABLE ${quote(change.table)} ADD COLUMN ${columnDefinition(change.column)}`];
    case "dropColumn":
      return [`ALTER TABLE ${quote(change.table)} DROP COLUMN ${quote(change.column)}`];
    case "renameColumn":
      return [
        `ALTER TABLE ${quote(change.table)} RENAME COLUMN ${quote(change.column)} TO ${quote(change.to)}`,
      ];
    case "toMultiple":
      return convert(change.table, change.column, (old) => {
        return `CASE WHEN ${old} = '' OR ${old} IS NULL THEN '[]' ELSE json_array(${old}) END`;
      });
    case "toSingle":
      return convert(change.table, change.column, (old) => {
        return `coalesce(iif(json_valid(${old}), json_extract(${old}, '$[#-1]'), ''), '')`;
      });
    case "createView": {
      const columns = change.columns.map(({ name, asText }) =>
        asText ? `CAST(${quote(name)} AS TEXT) AS ${quote(name)}` : quote(name),
      );
      // The line's end ends a comment that the query may end with.
      return [
        `CREATE VIEW ${quote(change.view)} AS SELECT ${columns.join(", ")} FROM (\n${change.query}\n)`,
      ];
    }
    case "dropView":
      return [`DROP VIEW IF EXISTS ${quote(change.view)}`];
    case "createIndex":
      return [createIndex(change.table, change.index)];
    case "dropIndex":
      return [`DROP INDEX IF EXISTS ${quote(change.index)}`];
    case "createSearch":
      return createSearch(change);
    case "dropSearch":
      return dropSearch(change.search);
  }
}

const idColumn = `"id" TEXT PRIMARY KEY DEFAULT ('r' || lower(hex(randomblob(7)))) NOT NULL`;

const declaredTypes = { text: "TEXT", number: "NUMERIC", bool: "BOOLEAN", json: "JSON" } as const;

function columnDefinition({ name, kind, default: value }: Column): string {
  const constraint = value === null ? "DEFAULT NULL" : `DEFAULT ${literal(kind, value)} NOT NULL`;
  return `${quote(name)} ${declaredTypes[kind]} ${constraint}`;
}

function literal(kind: Column["kind"], value: string | number): string {
  if (kind === "bool") return value ? "TRUE" : "FALSE";
  return typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`;
}

/** SQLite takes a rename that only changes the case for a clash with itself. */
function renameTable(from: string, to: string): string[] {
  if (from.toLowerCase() !== to.toLowerCase()) {
    return [`ALTER TABLE ${quote(from)} RENAME TO ${quote(to)}`];
  }
  const between = `${from}__renaming`;
  return [...renameTable(from, between), ...renameTable(between, to)];
}

function convert(table: string, column: Column, expression: (old: string) => string): string[] {
  const old = `${column.name}__converting`;
  return [
    `ALTER TABLE ${quote(table)} RENAME COLUMN ${quote(column.name)} TO ${quote(old)}`,
    `ALTER TABLE ${quote(table)} ADD COLUMN ${columnDefinition(column)}`,
    `UPDATE ${quote(table)} SET ${quote(column.name)} = ${expression(quote(old))}`,
    `ALTER TABLE ${quote(table)} DROP COLUMN ${quote(old)}`,
  ];
}

function createIndex(table: string, index: Index): string {
  const columns = index.columns.map(({ name, collate, order }) => {
    const expression = /^\w+$/.test(name) ? quote(name) : name;
    return [expression, collate && `COLLATE ${collate}`, order].filter(Boolean).join(" ");
  });
  const where = index.where ? ` WHERE ${index.where}` : "";
  return `CREATE ${index.unique ? "UNIQUE " : ""}INDEX ${quote(index.name)} ON ${quote(table)} (${columns.join(", ")})${where}`;
}
