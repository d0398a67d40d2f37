import type { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { readingFrom } from "../../kernel/dry-run.ts";
import { identifier, join, sql, type Sql } from "../../kernel/sql.ts";
import type { Reader, Row, Storage } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import { cellsOf } from "../records/row-meets.ts";

/** What went along with a deleted record: with a team go its tasks, and its members hear of each. */
export class DeletedRows {
  #call = "";
  #deleted: readonly Change[] = [];

  constructor(private readonly storage: Storage) {}

  /**
   * The context as if what the same call deleted were still there; itself where that says nothing
   * about the record.
   */
  async before(context: Context, catalog: Catalog, change: Change): Promise<Context> {
    if (change.action !== "delete") return context;
    const own = catalog.find(change.collection);
    const others = (await this.#deletedBy(change.call)).filter(
      (each) => each.collection !== change.collection || (own && relatesToItself(own)),
    );
    const tables: Sql[] = [];
    for (const [id, rows] of Map.groupBy(others, ({ collection }) => collection)) {
      const collection = catalog.find(id);
      if (collection) tables.push(withRows(this.storage, collection, rows.map(rowOf)));
    }
    if (tables.length === 0) return context;
    const restored = sql`WITH ${join(tables, ", ")} `;
    return readingFrom(context, {
      all: (statement) => this.storage.all(sql`${restored}${statement}`),
      hasTable: (name) => this.storage.hasTable(name),
    });
  }

  /** One call's changes come together: the last answer is good for many. */
  async #deletedBy(call: string): Promise<readonly Change[]> {
    if (this.#call === call) return this.#deleted;
    const deleted = await deletions(this.storage, call);
    [this.#call, this.#deleted] = [call, deleted];
    return deleted;
  }
}

/** Of a call that deletes more, what went first counts: the others went along with it. */
const restoredRows = 100;

function deletions(reader: Reader, call: string): Promise<Change[]> {
  return reader.all<Change>(
    sql`SELECT * FROM "_changes" WHERE "call" = ${call} AND "action" = 'delete'
      ORDER BY "sequence" LIMIT ${restoredRows}`,
  );
}

function relatesToItself({ id, fields }: Collection): boolean {
  return fields.some((field) => field.type === "relation" && field.collectionId === id);
}

function rowOf({ before }: Change): Row {
  return JSON.parse(before) as Row;
}

/** `"teams" AS (…)`: the table's rows and these. */
function withRows({ dialect }: Storage, collection: Collection, rows: readonly Row[]): Sql {
  const table = identifier(collection.name);
  const names = collection.fields.map((field) => identifier(field.name));
  const present = sql`SELECT ${join(names, ", ")} FROM ${dialect.stored(table)}`;
  const past = rows.map((row) => sql`SELECT ${cellsOf(collection, row)}`);
  return sql`${table} AS (${join([present, ...past], " UNION ALL ")})`;
}
