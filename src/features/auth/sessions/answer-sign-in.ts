import { Type, type Static } from "@sinclair/typebox";
import type { Context } from "../../../kernel/context.ts";
import { Failure } from "../../../kernel/failure.ts";
import { identifier, join, raw, sql } from "../../../kernel/sql.ts";
import type { Row } from "../../../kernel/storage.ts";
import type { Catalog } from "../../collections/catalog.ts";
import { finishRecord } from "../../records/finish-record.ts";
import { readOptions, recordOutput } from "../../records/record-options.ts";
import { bindRule } from "../../records/rules.ts";
import { signedInAs, type AuthCollection } from "../auth-collection.ts";
import { signSession } from "./session-token.ts";

/** The record, its address included, and a session token. */
export const signInOutput = Type.Object({
  record: recordOutput,
  token: Type.String({ description: "For the header Authorization." }),
});

/** What may be said along with any way of signing in. */
export const signInOptions = { expand: readOptions.expand };

/**
 * What a record gets that has proved who it is.
 * @throws Failure `forbidden` where the collection's authRule does not let it in.
 */
export async function answerSignIn(
  context: Context,
  catalog: Catalog,
  collection: AuthCollection,
  row: Row,
  expand?: string,
): Promise<Static<typeof signInOutput>> {
  await checkAuthRule(context, catalog, collection, row);
  const token = await signSession(collection, row, context.now());
  const itself: Context = { ...context, caller: signedInAs(collection, row) };
  const record = await finishRecord(itself, catalog, collection, row, true, { expand });
  return { record, token };
}

async function checkAuthRule(
  context: Context,
  catalog: Catalog,
  collection: AuthCollection,
  row: Row,
): Promise<void> {
  const { authRule } = collection.auth;
  if (context.caller.superuser || authRule === "") return;
  if (authRule !== null) {
    const condition = bindRule(context, catalog, collection, authRule, { body: null });
    const head = sql`SELECT 1 FROM ${identifier(collection.name)} WHERE "id" = ${row.id}`;
    const rows = await context.storage.all(join([head, raw(" AND ("), condition, raw(")")], ""));
    if (rows.length > 0) return;
  }
  throw new Failure(
    "forbidden",
    "The request doesn't satisfy the collection requirements to authenticate.",
    { hint: `The authRule of ${collection.name} keeps this record from signing in.` },
  );
}
