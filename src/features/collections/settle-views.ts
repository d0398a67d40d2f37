import type { Dialect } from "../../kernel/dialect.ts";
import { Failure } from "../../kernel/failure.ts";
import type { QueryTable } from "../../kernel/query-outline.ts";
import type { TableChange } from "../../kernel/table-change.ts";
import { nearest } from "../../lib/nearest.ts";
import type { Catalog } from "./catalog.ts";
import type { Collection } from "./collection.ts";
import { isSecret } from "./field.ts";
import { viewFields } from "./view-fields.ts";

/** A view with its fields as its query gives them now, and how its table is made. */
export interface SettledView {
  readonly view: Collection;
  readonly create: TableChange;
}

/** What is wrong with one view. */
export class ViewFailure {
  constructor(
    readonly view: Collection,
    readonly failure: Failure,
  ) {}
}

/**
 * Every view of a schema read against the rest of it, those that others read from first.
 * @throws ViewFailure for one that cannot be read.
 */
export function settleViews(dialect: Dialect, schema: Catalog): SettledView[] {
  const settled: SettledView[] = [];
  let pending = schema.collections.filter(({ type }) => type === "view");
  let known = schema.without(new Set(pending.map(({ id }) => id)));
  while (pending.length > 0) {
    const failures: ViewFailure[] = [];
    const left: Collection[] = [];
    for (const view of pending) {
      try {
        const made = readView(dialect, known, view);
        settled.push(made);
        known = known.with(made.view);
      } catch (thrown) {
        if (!(thrown instanceof Failure)) throw thrown;
        // It may read from a view whose turn has not come.
        failures.push(new ViewFailure(view, thrown));
        left.push(view);
      }
    }
    if (left.length === pending.length) throw failures[0]!;
    pending = left;
  }
  return settled;
}

/** @throws Failure `invalid` saying what is wrong with the query and where. */
export function readView(dialect: Dialect, known: Catalog, view: Collection): SettledView {
  const query = view.viewQuery ?? "";
  const columns = explaining(known, query, () => dialect.outline(query, tablesOf(known)));
  const id = columns.find(({ name }) => name === "id");
  if (!id) {
    throw new Failure(
      "invalid",
      "missing required id column (you can use `(ROW_NUMBER() OVER()) as id` if you don't have one)",
    );
  }
  const fields = viewFields(known, query, columns);
  const create = {
    change: "createView",
    view: view.name,
    query,
    columns: columns.map((column) => ({
      name: column.name,
      // A record's id is text already, and a cast would keep its index from being used.
      asText: column === id && id.origin?.column !== "id",
    })),
  } as const;
  return { view: { ...view, fields }, create };
}

export function tablesOf({ collections }: Catalog): QueryTable[] {
  return collections.map(({ name, fields }) => ({
    name,
    columns: fields.map((field) => field.name),
    secrets: fields.filter(isSecret).map((field) => field.name),
  }));
}

/** Adds the nearest name and the place to what the database says. */
function explaining<R>(known: Catalog, query: string, work: () => R): R {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    const [, kind, path = ""] = /^no such (table|column): "?([\w.]+)/.exec(thrown.message) ?? [];
    const name = path.split(".").at(-1)!;
    if (!kind) throw thrown;
    const names =
      kind === "table"
        ? known.collections.map((each) => each.name)
        : known.collections.flatMap(({ fields }) => fields.map((field) => field.name));
    const near = nearest(name, names);
    const position = query.search(new RegExp(`\\b${name}\\b`)) + 1;
    const where = position > 0 ? `${name} stands at position ${position}.` : "";
    const hint = [where, near && `Did you mean ${near}?`].filter(Boolean).join(" ");
    throw new Failure("invalid", thrown.message, { cause: thrown, hint: hint || undefined });
  }
}
