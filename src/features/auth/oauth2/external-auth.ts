import type { Context } from "../../../kernel/context.ts";
import { Failure } from "../../../kernel/failure.ts";
import { sql } from "../../../kernel/sql.ts";
import type { Reader, Row, Writer } from "../../../kernel/storage.ts";
import { findAuthRow, type AuthCollection } from "../auth-collection.ts";
import {
  addCompanion,
  companionsOf,
  removeCompanion,
  type Companion,
  type Owner,
} from "../companions/companion.ts";

/** An account at a provider. */
export interface Account {
  readonly provider: string;
  /** The provider's own id of it. */
  readonly providerId: string;
}

/** The record that the account is linked to. */
export async function findLinkedRow(
  reader: Reader,
  collection: AuthCollection,
  { provider, providerId }: Account,
): Promise<Row | undefined> {
  const [link] = await reader.all<{ recordRef: string }>(
    sql`SELECT "recordRef" FROM "_externalAuths"
      WHERE "collectionRef" = ${collection.id} AND "provider" = ${provider} AND "providerId" = ${providerId}`,
  );
  return link && findAuthRow(reader, collection, link.recordRef);
}

/** @throws Failure `invalid` where the record has another account of that provider. */
export async function linkAccount(
  context: Context,
  writer: Writer,
  collection: AuthCollection,
  row: Row,
  { provider, providerId }: Account,
): Promise<void> {
  const owner = ownerOf(collection, row);
  const links = await companionsOf<Companion & Account>(writer, "externalAuths", owner);
  if (links.some((link) => link.provider === provider)) {
    throw new Failure("invalid", "Failed to authenticate.", {
      hint: `The record has another account of ${provider} already: unlink that one first.`,
      problems: { provider: { code: "validation_not_unique", message: "Value must be unique." } },
    });
  }
  await addCompanion(context, writer, "externalAuths", owner, { provider, providerId });
}

/** Takes all accounts away from a record. */
export async function unlinkAccounts(
  context: Context,
  writer: Writer,
  collection: AuthCollection,
  row: Row,
): Promise<void> {
  for (const link of await companionsOf(writer, "externalAuths", ownerOf(collection, row))) {
    await removeCompanion(context, writer, "externalAuths", link);
  }
}

function ownerOf({ id }: AuthCollection, row: Row): Owner {
  return { collectionId: id, recordId: String(row.id) };
}
