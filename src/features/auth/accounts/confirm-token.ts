import type { Context } from "../../../kernel/context.ts";
import type { Problem } from "../../../kernel/failure.ts";
import type { Row, Writer } from "../../../kernel/storage.ts";
import { findAuthRow, type AuthCollection } from "../auth-collection.ts";
import { ownerOf, type RecordTokenType, type TokenOwner } from "../record-token.ts";
import { blank, refuseSubmitted } from "../submitted.ts";

/** Whose mail a token comes from, or what is wrong with it. */
export type Confirmation =
  | { readonly owner: TokenOwner; readonly problem: null }
  | { readonly owner: null; readonly problem: Problem };

export async function readConfirmation(
  context: Context,
  collection: AuthCollection,
  token: string,
  type: RecordTokenType,
): Promise<Confirmation> {
  if (token === "") return { owner: null, problem: blank };
  const catalog = await context.services.catalogs.current();
  const owner = await ownerOf(context.storage, catalog, token, type, context.now());
  if (!owner) return { owner: null, problem: invalidToken };
  if (owner.collection.id !== collection.id) return { owner: null, problem: otherCollection };
  return { owner, problem: null };
}

/**
 * The record as it is now, inside the transaction that changes it.
 * @throws Failure `invalid` where the token was used meanwhile, or its record is gone.
 */
export async function currentRow(writer: Writer, { collection, row }: TokenOwner): Promise<Row> {
  const now = await findAuthRow(writer, collection, String(row.id));
  if (!now || now.tokenKey !== row.tokenKey) refuseSubmitted({ token: invalidToken });
  return now!;
}

export const invalidToken: Problem = {
  code: "validation_invalid_token",
  message: "Invalid or expired token.",
};

const otherCollection: Problem = {
  code: "validation_token_collection_mismatch",
  message: "The token is for a record of another collection.",
};
