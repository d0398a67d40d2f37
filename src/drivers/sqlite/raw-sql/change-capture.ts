import type { DatabaseSync } from "node:sqlite";
import { quoteIdentifier as quote } from "../../../kernel/sql.ts";
import type { ChangeSignature } from "../../../kernel/change.ts";
import type { LoggedTable, RawChange } from "../../../kernel/raw-sql.ts";

/**
 * What a statement changes, for the change log. Triggers of this connection alone take it down, row by
 * row, in SQL: 20,000 updated rows cost 16 ms so, and 31 ms by the session extension, whose changeset
 * would still have to be read. They also see what other triggers do, and what REPLACE takes away.
 */
export class ChangeCapture {
  readonly #triggers: string[] = [];
  #sequence = 0;

  constructor(
    private readonly database: DatabaseSync,
    private readonly signature: ChangeSignature,
  ) {
    database.exec(
      `PRAGMA recursive_triggers = ON; CREATE TEMP TABLE ${captured} (sequence INTEGER PRIMARY KEY, collection, record, action, before)`,
    );
  }

  /** Begins to listen to these tables. */
  watch(tables: readonly LoggedTable[]): void {
    for (const table of tables) {
      const columns = this.#columnsOf(table);
      const same = columns.map((name) => `old.${quote(name)} IS new.${quote(name)}`).join(" AND ");
      const all = note(table, "old", "delete", rowAsJson(columns));
      const create = note(table, "new", "create", "'{}'");
      this.#trigger(table, "INSERT", "1", create);
      this.#trigger(table, "DELETE", "1", all);
      const update = note(table, "new", "update", changedAsJson(columns));
      this.#trigger(table, "UPDATE", `old."id" IS new."id" AND NOT (${same})`, update);
      this.#trigger(table, "UPDATE", `old."id" IS NOT new."id"`, `${all} ${create}`);
    }
  }

  /** Ends listening and writes down what was heard, as part of the open transaction. */
  log(): RawChange[] {
    for (const trigger of this.#triggers.splice(0))
      this.database.exec(`DROP TRIGGER temp.${trigger}`);
    const { at, actor, token, call } = this.signature;
    this.database
      .prepare(
        `INSERT INTO main."_changes" ("at", "actor", "token", "call", "collection", "record", "action", "before")
          SELECT ?, ?, ?, ?, collection, record, action, before FROM ${captured} ORDER BY sequence`,
      )
      .run(at, actor, token, call);
    const changes = this.database
      .prepare(
        `SELECT collection, action, count(*) AS count,
            (SELECT json_group_array(record) FROM (SELECT record FROM ${captured} AS some
              WHERE some.collection = every.collection AND some.action = every.action
              ORDER BY sequence LIMIT ${idsTold})) AS ids
          FROM ${captured} AS every GROUP BY collection, action ORDER BY min(sequence)`,
      )
      .all() as { collection: string; action: RawChange["action"]; count: number; ids: string }[];
    this.database.exec(`DELETE FROM ${captured}`);
    return changes.map((each) => ({ ...each, ids: JSON.parse(each.ids) as string[] }));
  }

  #columnsOf({ name, secrets }: LoggedTable): string[] {
    const rows = this.database.prepare("SELECT name FROM pragma_table_info(?)").all(name);
    return rows.map((row) => String(row.name)).filter((column) => !secrets.includes(column));
  }

  #trigger(table: LoggedTable, event: string, when: string, work: string): void {
    const name = `"captured_${this.#sequence++}"`;
    this.database.exec(
      `CREATE TEMP TRIGGER ${name} AFTER ${event} ON main.${quote(table.name)} WHEN ${when} BEGIN ${work} END`,
    );
    this.#triggers.push(name);
  }
}

const captured = `temp."captured"`;
/** Enough to look at some. */
const idsTold = 10;

function note(table: LoggedTable, row: "old" | "new", action: string, before: string): string {
  // Inside a trigger no name of a schema may stand; a connection's own tables come first.
  return `INSERT INTO "captured" (collection, record, action, before) VALUES (${literal(table.collection)}, ${row}."id", '${action}', ${before});`;
}

function rowAsJson(columns: readonly string[]): string {
  return `json_object(${columns.map((name) => `${literal(name)}, ${loggable(name)}`).join(", ")})`;
}

/** The columns that differ alone. */
function changedAsJson(columns: readonly string[]): string {
  const differing = columns.map(
    (name) =>
      `SELECT ${literal(name)} AS name, ${loggable(name)} AS value WHERE old.${quote(name)} IS NOT new.${quote(name)}`,
  );
  return `(SELECT json_group_object(name, value) FROM (${differing.join(" UNION ALL ")}))`;
}

/** JSON has no bytes. */
function loggable(column: string): string {
  const old = `old.${quote(column)}`;
  return `iif(typeof(${old}) = 'blob', hex(${old}), ${old})`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
