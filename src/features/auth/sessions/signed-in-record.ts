import type { AuthRecord } from "../../../kernel/caller.ts";
import type { Context } from "../../../kernel/context.ts";
import { Failure } from "../../../kernel/failure.ts";
import type { Catalog } from "../../collections/catalog.ts";
import { authCollection, type AuthCollection } from "../auth-collection.ts";

/**
 * The record of this collection that is signed in by a session of its own.
 * @throws Failure `notFound` for a collection that is not there, `unauthenticated` for guests,
 * `forbidden` for records of others and for tokens of ours, whose limits a session would not know.
 */
export function signedInRecord(
  { caller }: Context,
  catalog: Catalog,
  nameOrId: string,
): { readonly collection: AuthCollection; readonly record: AuthRecord } {
  const { id, name } = catalog.get(nameOrId);
  const { record, token } = caller;
  if (token) {
    throw new Failure("forbidden", "A token is no session.", {
      hint: "Sign in; tokens live until they expire and stay what they are.",
    });
  }
  if (!record) {
    throw new Failure("unauthenticated", "The request requires valid record authorization token.", {
      hint: `Sign in first: POST /collections/${name}/auth-with-password.`,
    });
  }
  if (record.collectionId !== id) {
    throw new Failure("forbidden", `The request requires an auth record of ${name}.`, {
      hint: `You are signed in as a record of ${record.collectionName}.`,
    });
  }
  return { collection: authCollection(catalog, id), record };
}
