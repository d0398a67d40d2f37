import type { Caller } from "../../kernel/caller.ts";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { identifier, sql } from "../../kernel/sql.ts";
import type { Reader, Row } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { AuthOptions } from "../collections/auth-options.ts";
import { superusersId, type Collection } from "../collections/collection.ts";
import { bindRule } from "../records/rules.ts";

/** A collection whose records can sign in. */
export type AuthCollection = Collection & { readonly auth: AuthOptions };

/** @throws Failure `notFound` where the collection is missing, or its records cannot sign in. */
export function authCollection(catalog: Catalog, nameOrId: string): AuthCollection {
  const collection = catalog.get(nameOrId);
  if (isAuth(collection)) return collection;
  const names = catalog.collections.filter(isAuth).map((each) => each.name);
  throw new Failure("notFound", "Missing or invalid auth collection context.", {
    hint: `${collection.name} is not an auth collection; ${names.join(", ")} are.`,
  });
}

export function superusersOf(catalog: Catalog): AuthCollection {
  return authCollection(catalog, superusersId);
}

export function isAuth(collection: Collection): collection is AuthCollection {
  return collection.auth !== null;
}

/** Superusers are made by superusers, who know their addresses. @throws Failure `invalid` for them. */
export function refuseSuperusers({ id }: AuthCollection, message: string): void {
  if (id !== superusersId) return;
  throw new Failure("invalid", message, { hint: "A superuser can change the record itself." });
}

export async function findAuthRow(
  reader: Reader,
  collection: Collection,
  id: string,
): Promise<Row | undefined> {
  const rows = await reader.all(
    sql`SELECT * FROM ${identifier(collection.name)} WHERE "id" = ${id}`,
  );
  return rows[0];
}

/** Who a signed-in record is. */
export function signedInAs(collection: AuthCollection, row: Row): Caller {
  const id = String(row.id);
  return {
    superuser: collection.id === superusersId,
    record: { collectionId: collection.id, collectionName: collection.name, id, row },
    token: null,
    actor: `${collection.name}:${id}`,
  };
}

/** Whether the stored record meets a rule, which may be "" for everybody. */
export async function meetsRule(
  context: Context,
  catalog: Catalog,
  collection: Collection,
  row: Row,
  rule: string,
): Promise<boolean> {
  if (rule === "") return true;
  const condition = bindRule(context, catalog, collection, rule, { body: null });
  const rows = await context.storage.all(
    sql`SELECT 1 FROM ${identifier(collection.name)} WHERE "id" = ${row.id} AND (${condition})`,
  );
  return rows.length > 0;
}
