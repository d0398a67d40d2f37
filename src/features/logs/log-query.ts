import { Type } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { nothing, sql, type Sql } from "../../kernel/sql.ts";
import type { Storage } from "../../kernel/storage.ts";
import { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import { completeField } from "../collections/complete-field.ts";
import { compileCondition } from "../records/condition.ts";
import { compileSort } from "../records/sort.ts";
import type { LogRow } from "./log-row.ts";

export const logFilter = Type.String({
  description:
    "Over level, message, status, created and data: data.status >= 500 && created > '2026-03-01'.",
});

export const logOutput = Type.Object({
  id: Type.String(),
  created: Type.String(),
  level: Type.Integer(),
  message: Type.String(),
  data: Type.Object({}, { additionalProperties: Type.Unknown() }),
});

export function presentLog(row: LogRow): (typeof logOutput)["static"] {
  const { id, created, level, message } = row;
  return { id, created, level, message, data: JSON.parse(row.data) as Record<string, unknown> };
}

/** `WHERE …`, or nothing. @throws Failure `invalid` as record filters do. */
export function whereOf(context: Context, storage: Storage, filter: string | undefined): Sql {
  return filter ? sql` WHERE ${boundFilter(context, storage, filter)}` : nothing;
}

/** ` AND …`, or nothing. @throws the same. */
export function conditionSql(context: Context, storage: Storage, filter: string): Sql {
  return filter ? sql` AND ${boundFilter(context, storage, filter)}` : nothing;
}

function boundFilter(context: Context, storage: Storage, filter: string): Sql {
  return compileCondition(scopeOver(storage), filter).bind(factsOf(context));
}

/** `ORDER BY …`; newest first unless asked otherwise. */
export function orderOf(context: Context, storage: Storage, sort: string | undefined): Sql {
  return sql` ORDER BY ${compileSort(scopeOver(storage), sort || "-@rowid", factsOf(context))}`;
}

function factsOf(context: Context) {
  return { caller: context.caller, request: context.request, now: context.now(), body: null };
}

function scopeOver({ dialect }: Storage) {
  return { catalog: logCatalog, collection: logCollection, dialect, trusted: true };
}

/** Logs as a collection, which is all that filters and sorts need to know. */
const logCollection: Collection = {
  id: "logs",
  name: "logs",
  type: "base",
  system: true,
  listRule: null,
  viewRule: null,
  createRule: null,
  updateRule: null,
  deleteRule: null,
  fields: [
    completeField({ id: "id", name: "id", type: "text" }),
    completeField({ id: "created", name: "created", type: "date" }),
    completeField({ id: "level", name: "level", type: "number" }),
    completeField({ id: "message", name: "message", type: "text" }),
    completeField({ id: "status", name: "status", type: "number" }),
    completeField({ id: "execTime", name: "execTime", type: "number" }),
    completeField({ id: "data", name: "data", type: "json" }),
  ],
  indexes: [],
  created: "",
  updated: "",
  auth: null,
};

const logCatalog = new Catalog(0, [logCollection]);
