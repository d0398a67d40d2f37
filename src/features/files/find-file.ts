import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { identifier, sql } from "../../kernel/sql.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";
import type { Field } from "../collections/field.ts";
import { fileNames } from "../collections/fields/file.ts";
import { openCollection } from "../records/open-collection.ts";
import { ruleCondition } from "../records/rules.ts";
import { locateBlob, type LocatedBlob } from "./locate-blob.ts";

/** How a file is named from outside. */
export interface FileAddress {
  /** Name or id. */
  readonly collection: string;
  readonly id: string;
  readonly name: string;
}

export interface FoundFile extends LocatedBlob {
  readonly collection: Collection;
  readonly field: Field;
  readonly name: string;
}

/**
 * A record's file. Its name is hard to guess, and is enough where the field is not protected; where it
 * is, the caller has to be allowed to view the record (`always`: in any case).
 * @throws Failure `notFound`, the same for what is not there and what the caller may not see.
 */
export async function findFile(
  context: Context,
  { collection: collectionName, id, name }: FileAddress,
  options: { readonly always?: boolean } = {},
): Promise<FoundFile> {
  const catalog = await context.services.catalogs.current();
  const collection = openCollection(context, catalog, collectionName);
  const field = await fieldHolding(context, collection, id, name);
  const guarded = options.always || field?.protected === true;
  if (!field || (guarded && !(await mayView(context, catalog, collection, id)))) {
    throw missingFile(collection, name);
  }
  const located = await locateBlob(context, catalog, collection, id, name);
  if (!located) throw missingFile(collection, name);
  return { ...located, collection, field, name };
}

async function fieldHolding(
  { storage }: Context,
  collection: Collection,
  id: string,
  name: string,
): Promise<Field | undefined> {
  const fields = collection.fields.filter(({ type }) => type === "file");
  if (fields.length === 0) return undefined;
  const [row] = await storage.all(
    sql`SELECT * FROM ${identifier(collection.name)} WHERE "id" = ${id}`,
  );
  return row && fields.find((field) => fileNames(field, row[field.name]).includes(name));
}

async function mayView(
  context: Context,
  catalog: Catalog,
  collection: Collection,
  id: string,
): Promise<boolean> {
  if (collection.viewRule === null && !context.caller.superuser) return false;
  const asked = { ...context, request: { ...context.request, context: "protectedFile" } };
  const rule = ruleCondition(asked, catalog, collection, "viewRule", { body: null });
  if (!rule) return true;
  const rows = await context.storage.all(
    sql`SELECT 1 FROM ${identifier(collection.name)} WHERE "id" = ${id} AND (${rule})`,
  );
  return rows.length > 0;
}

function missingFile(collection: Collection, name: string): Failure {
  return new Failure("notFound", "The requested resource wasn't found.", {
    hint: `No file ${JSON.stringify(name)} that you may see in that record of ${collection.name}; the record's file fields tell the names. Protected files need a token: POST /api/v1/files/token, then ?token=….`,
  });
}
