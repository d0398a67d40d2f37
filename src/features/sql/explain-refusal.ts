import { Failure } from "../../kernel/failure.ts";
import type { RawQuery, RawRefusal, RawSqlError, RawTable } from "../../kernel/raw-sql.ts";
import { nearest } from "../../lib/nearest.ts";

/** What the database refused, and what to do instead. */
export function explainRefusal(error: RawSqlError, asked: RawQuery): Failure {
  const { message, hint } = wordsFor(error, asked);
  return new Failure("invalid", message, { hint, cause: error, position: error.position });
}

interface Words {
  readonly message: string;
  readonly hint: string | undefined;
}

function wordsFor(error: RawSqlError, asked: RawQuery): Words {
  const tables = asked.reach ?? [];
  if (error.refused) return refusedWords(error.refused, asked, tables);
  const [, table] = /^no such table: "?(?:main\.)?([^"]+)/.exec(error.message) ?? [];
  if (table !== undefined) return noTable(table, tables);
  const [, column] = /^no such column: "?([^"]+)/.exec(error.message) ?? [];
  const [, view] = /^cannot modify (\w+) because it is a view/.exec(error.message) ?? [];
  const readOnly = tables.find(({ name, kind }) => kind !== "rows" && same(name, view ?? ""));
  if (readOnly) return readOnlyTable(readOnly);
  if (column !== undefined) return noColumn(column, asked.query, tables);
  return { message: `SQLite: ${error.message}.`, hint: hintFor(error.message) };
}

function refusedWords(
  { act, table: name, column }: RawRefusal,
  asked: RawQuery,
  tables: readonly RawTable[],
): Words {
  const table = tables.find((each) => same(each.name, name));
  switch (act) {
    case "function":
      return {
        message: `The function ${column} cannot be called here.`,
        hint:
          column.toLowerCase() === "match"
            ? "Words are looked for with the argument search of list_X, where the collection X has a search."
            : "SQLite's text, number, date, JSON, aggregate and window functions can.",
      };
    case "read":
      if (!table) return notReached(name, asked, tables);
      return {
        message: `${table.name}.${column} cannot be read.`,
        hint: `Name the columns instead of *: ${table.columns.join(", ")}.`,
      };
    case "write":
      return writeWords(name, column, table, asked);
    case "builtIn":
      return {
        message: `${name} cannot be used in queries.`,
        hint: "describe_collection shows what a table has. Text that holds the word is given as a parameter: ?",
      };
    case "other":
      return {
        message: "Only SELECT, INSERT, UPDATE and DELETE can be run.",
        hint: "Collections are changed with create_collection and update_collection, and described by describe_collection.",
      };
  }
}

function writeWords(
  name: string,
  column: string,
  table: RawTable | undefined,
  asked: RawQuery,
): Words {
  if (name.startsWith("sqlite_")) {
    return {
      message: "The schema cannot be changed with SQL.",
      hint: "Use create_collection, update_collection and delete_collection.",
    };
  }
  if (!table) return noTable(name, asked.reach ?? []);
  if (table.kind !== "rows") return readOnlyTable(table);
  if (asked.mode === "read") {
    return {
      message: "The statement writes, and this call may only read.",
      hint: `With allow_write: true it may, and dry_run: true shows first what would change. create_${table.name}, update_${table.name} and delete_${table.name} check what they write.`,
    };
  }
  return {
    message: `${table.name}.${column} cannot be set with SQL.`,
    hint: "A record keeps its id: relations and files go by it.",
  };
}

function readOnlyTable({ name, kind }: RawTable): Words {
  if (kind === "view") {
    return { message: `${name} is a view.`, hint: "Write to the collections it reads from." };
  }
  return {
    message: `Accounts in ${name} cannot be written with SQL.`,
    hint: `Use create_${name}, update_${name} and delete_${name}, which see to passwords and sessions.`,
  };
}

/** What a view reads from is not named to whoever did not name it. */
function notReached(name: string, asked: RawQuery, tables: readonly RawTable[]): Words {
  if (asked.query.toLowerCase().includes(name.toLowerCase())) return noTable(name, tables);
  return {
    message: "A view in the query reads from what this caller may not read.",
    hint: "Query the collections it shows, or use a token that is not confined.",
  };
}

function noTable(name: string, tables: readonly RawTable[]): Words {
  const near = nearest(
    name,
    tables.map((table) => table.name),
  );
  return {
    message: `There is no table ${JSON.stringify(name)} for queries.`,
    hint: near
      ? `Did you mean ${near}?`
      : `Each collection is a table: ${listed(tables.map((table) => table.name))}. describe_collection shows its columns.`,
  };
}

/** Looked for in the tables that the query names, and else in all of them. */
function noColumn(name: string, query: string, tables: readonly RawTable[]): Words {
  const words = new Set(query.toLowerCase().match(/[\p{L}\p{N}_]+/gu));
  const named = tables.filter((table) => words.has(table.name.toLowerCase()));
  const columns = (named.length > 0 ? named : tables).flatMap((table) => table.columns);
  const near = nearest(name.split(".").at(-1) ?? name, columns);
  const all = named.map((table) => `${table.name} has ${listed(table.columns)}.`).join(" ");
  const quoted = query.includes(`"${name}"`) ? "Text stands in single quotes." : "";
  return {
    message: `There is no column ${JSON.stringify(name)}.`,
    hint:
      [near && `Did you mean ${near}?`, quoted, near ? "" : all].filter(Boolean).join(" ") ||
      undefined,
  };
}

function hintFor(message: string): string | undefined {
  if (message.startsWith("missing argument"))
    return "params takes a value for each ? in the query.";
  if (message.startsWith("missing named"))
    return "Write ? for each value and give them in params, in order.";
  if (message.startsWith("column index out of range"))
    return "params has more values than the query has ?.";
  if (message.startsWith("there is no statement")) return "Nothing but comments is in it.";
  if (message.startsWith("more than one")) return "Send one statement a call.";
  if (message.includes("syntax error"))
    return "The dialect is SQLite's: date('now', '-7 days'), strftime, || between texts.";
  if (message.includes("too big")) return "A value would have more than 16 MB.";
  return undefined;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 30).join(", ");
  return names.length > 30 ? `${shown}, …` : shown;
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
