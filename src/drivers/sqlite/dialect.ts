import type { Dialect } from "../../kernel/dialect.ts";
import { findRows } from "./full-text.ts";
import { join, raw, sql, type Sql } from "../../kernel/sql.ts";
import { outlineQuery, renameInQuery } from "./query-outline.ts";

export const sqliteDialect: Dialect = {
  jsonValue(column, path) {
    const otherwise = path.length === 0 ? column : raw("NULL");
    return sql`(CASE WHEN json_valid(${column}) THEN json_extract(${column}, ${jsonPath(path)}) ELSE ${otherwise} END)`;
  },
  jsonLength(column) {
    return sql`json_array_length(iif(${isArray(column)}, ${column}, iif(${column} = '' OR ${column} IS NULL, '[]', json_array(${column}))))`;
  },
  jsonElements(column) {
    return sql`json_each(iif(${isArray(column)}, ${column}, json_array(${column})))`;
  },
  elementsOf: (array) => sql`json_each(${array})`,
  like: (value, pattern) => sql`${value} LIKE ${pattern} ESCAPE '\\'`,
  same: (left, right) => sql`${left} IS ${right}`,
  differ: (left, right) => sql`${left} IS NOT ${right}`,
  lower: (text) => sql`lower(${text})`,
  // A sum has no affinity, so that 5 compared with a text column is '5.0' and never equal to '5'.
  real: (value) => sql`(${value} + 0.0)`,
  boolean: (value) => raw(value ? "1" : "0"),
  formatTime: (format, time, modifiers) =>
    sql`strftime(${join([format, time, ...modifiers], ", ")})`,
  // Rounding can push the cosine of no distance at all past 1, where acos is NULL.
  distance: (lonA, latA, lonB, latB) =>
    sql`(6371 * acos(max(-1, min(1, cos(radians(${latA})) * cos(radians(${latB})) * cos(radians(${lonB}) - radians(${lonA})) + sin(radians(${latA})) * sin(radians(${latB}))))))`,
  order: (value, direction) => sql`${value} ${raw(direction)}`,
  stored: (table) => sql`main.${table}`,
  random: () => raw("random()"),
  search: findRows,
  insertionOrder: (table) => sql`${table}.rowid`,
  outline: outlineQuery,
  renameIn: renameInQuery,
};

/** json_type fails on text that is not JSON, and only iif promises not to look there. */
function isArray(column: Sql): Sql {
  return sql`iif(json_valid(${column}), json_type(${column}) = 'array', FALSE)`;
}

function jsonPath(path: readonly string[]): Sql {
  const steps = path.map((step) =>
    /^[0-9]+$/.test(step) ? `[${step}]` : `."${step.replaceAll('"', "")}"`,
  );
  return raw(`'$${steps.join("").replaceAll("'", "''")}'`);
}
