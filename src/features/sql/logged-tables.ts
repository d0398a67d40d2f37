import type { LoggedTable } from "../../kernel/raw-sql.ts";
import type { Catalog } from "../collections/catalog.ts";
import { isSecret } from "../collections/field.ts";

/** The tables whose changes go into the change log: those that hold records. */
export function loggedTables({ collections }: Catalog): LoggedTable[] {
  return collections
    .filter(({ type }) => type !== "view")
    .map(({ id, name, fields }) => ({
      name,
      collection: id,
      secrets: fields.filter(isSecret).map((field) => field.name),
    }));
}
