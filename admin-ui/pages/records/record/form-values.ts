import type { Collection, Field } from "../../../../src/product.ts";
import type { RecordData } from "../../../client/record.ts";

export type Values = Readonly<Record<string, unknown>>;

/** What a form shows of a record. A password is never among it. */
export function valuesOf(collection: Collection, record: RecordData | null): Values {
  return Object.fromEntries(
    editableFields(collection).map(({ name, type }) => [
      name,
      type === "password" ? "" : record?.[name],
    ]),
  );
}

/** A token key is the server's matter. */
export function editableFields(collection: Collection): readonly Field[] {
  return collection.fields.filter(({ name, system }) => !(system && name === "tokenKey"));
}

/** What is to be sent: only what was changed, so that nobody else's work is written over. */
export function changesIn(collection: Collection, before: Values, now: Values): Values {
  const changed = editableFields(collection).filter(
    ({ name, type }) => type !== "autodate" && !isSame(before[name], now[name]),
  );
  const data = Object.fromEntries(changed.map(({ name }) => [name, now[name]]));
  return "password" in data ? { ...data, passwordConfirm: data.password } : data;
}

/** Whether a field says the same; an empty one is empty in more ways than one. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if ([one, other].flat().some((each) => each instanceof File)) return false;
  return JSON.stringify(one ?? "") === JSON.stringify(other ?? "");
}

/** When it was last changed, as a write is held against it; undefined where nothing tells. */
export function lastChangeOf(
  { fields }: Collection,
  record: RecordData | null,
): string | undefined {
  const dates = fields.filter(
    ({ type, onUpdate, hidden }) => type === "autodate" && onUpdate === true && !hidden,
  );
  const usual = dates.find(({ name }) => name === "updated_at" || name === "updated");
  const value = record?.[(usual ?? dates[0])?.name ?? ""];
  return typeof value === "string" && value !== "" ? value : undefined;
}
