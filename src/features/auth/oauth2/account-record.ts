import type { Context } from "../../../kernel/context.ts";
import type { Row, Writer } from "../../../kernel/storage.ts";
import type { Catalog } from "../../collections/catalog.ts";
import { addRow } from "../../records/create-record.ts";
import { makeDraft } from "../../records/draft.ts";
import type { PreparedWrite } from "../../records/prepare-write.ts";
import { replaceRow } from "../../records/write-row.ts";
import { findAuthRow, type AuthCollection } from "../auth-collection.ts";
import { findByIdentity } from "../find-by-identity.ts";
import type { RemoteUser } from "../providers/provider.ts";
import { findLinkedRow, linkAccount, unlinkAccounts, type Account } from "./external-auth.ts";

/** Whose account was proven, and what a new record would be made of. */
export interface Arrival {
  readonly account: Account;
  readonly user: RemoteUser;
  readonly prepared: PreparedWrite;
}

/**
 * The record that an account is: the one it is linked to, else whoever is signed in, else whoever has
 * its address, else a new one that the createRule allows. It is linked from now on.
 * @throws Failure `forbidden` or `invalid` where no new record may be.
 */
export async function recordOfAccount(
  context: Context,
  writer: Writer,
  catalog: Catalog,
  collection: AuthCollection,
  arrival: Arrival,
): Promise<{ readonly row: Row; readonly isNew: boolean }> {
  const { account } = arrival;
  const linked = await findLinkedRow(writer, collection, account);
  if (linked) {
    return { row: await vouch(context, writer, collection, linked, arrival), isNew: false };
  }
  const known =
    (await signedInRow(context, writer, collection)) ??
    (await rowWithAddress(context, collection, arrival.user.email));
  const row = known
    ? await vouch(context, writer, collection, known, arrival)
    : await signUp(context, writer, catalog, collection, arrival);
  await linkAccount(context, writer, collection, row, account);
  return { row, isNew: !known };
}

/** A token acts within its limits, and an account that it linked would be a way around them. */
async function signedInRow(
  { caller }: Context,
  writer: Writer,
  collection: AuthCollection,
): Promise<Row | undefined> {
  const { record, token } = caller;
  if (token || record?.collectionId !== collection.id) return undefined;
  return findAuthRow(writer, collection, record.id);
}

async function rowWithAddress(
  { storage }: Context,
  collection: AuthCollection,
  email: string,
): Promise<Row | undefined> {
  return email === "" ? undefined : findByIdentity(storage, collection, "email", email);
}

async function signUp(
  context: Context,
  writer: Writer,
  catalog: Catalog,
  collection: AuthCollection,
  { user, prepared }: Arrival,
): Promise<Row> {
  const credentials = { ...prepared.credentials, vouchedEmail: user.email };
  return (await addRow(context, writer, catalog, collection, { ...prepared, credentials })).row;
}

/**
 * What a provider says of an address counts for the record too. Whoever made a record with an address
 * that was not theirs must not stay in it once its owner comes: passwords, sessions and linked
 * accounts from before end, unless it is the signed-in owner who links.
 */
async function vouch(
  context: Context,
  writer: Writer,
  collection: AuthCollection,
  found: Row,
  { user }: Arrival,
): Promise<Row> {
  if (user.email === "") return found;
  const { row } = makeDraft(context, collection, {}, found);
  if (row.email === "") {
    if (await rowWithAddress(context, collection, user.email)) return found;
    row.email = user.email;
  } else if (found.verified || !sameAddress(row.email, user.email)) {
    return found;
  } else if ((await signedInRow(context, writer, collection))?.id !== found.id) {
    row.password = "";
    row.tokenKey = context.randomId(50);
    await unlinkAccounts(context, writer, collection, found);
  }
  row.verified = 1;
  await replaceRow(context, writer, collection, found, row);
  return row;
}

function sameAddress(one: unknown, other: string): boolean {
  return String(one).toLowerCase() === other.toLowerCase();
}
