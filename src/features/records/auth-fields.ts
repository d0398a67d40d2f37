import type { Context } from "../../kernel/context.ts";
import type { Problem } from "../../kernel/failure.ts";
import { identifier, sql } from "../../kernel/sql.ts";
import { hashPassword, verifyPassword } from "../../lib/password.ts";
import { fieldTypeOf } from "../collections/field-types.ts";
import type { Draft } from "./draft.ts";

/**
 * The slow half of a password change, done before the transaction: hashing would hold up every other
 * writer.
 */
export interface Credentials {
  readonly hash: string | null;
  /** The stored hash that `oldPassword` was found to match. */
  readonly matchedHash: string | null;
}

/** Null where the collection has no passwords or the body does not speak of any. */
export async function prepareCredentials(
  context: Context,
  collectionName: string,
  id: string | null,
  data: Readonly<Record<string, unknown>>,
): Promise<Credentials> {
  const none: Credentials = { hash: null, matchedHash: null };
  const { password, oldPassword } = data;
  if (typeof password !== "string" || password === "") return none;
  const collection = (await context.services.catalogs.current()).find(collectionName);
  if (!collection?.auth) return none;
  // A dry run is inside its transaction already, and keeps nothing.
  const hash = context.dryRun ? "dry run" : await hashPassword(password);
  if (typeof oldPassword !== "string" || id === null) return { hash, matchedHash: null };
  const rows = await context.storage.all<{ password: string }>(
    sql`SELECT "password" FROM ${identifier(collection.name)} WHERE "id" = ${id}`,
  );
  const stored = rows[0]?.password ?? null;
  const matches = stored !== null && (await verifyPassword(oldPassword, stored));
  return { hash, matchedHash: matches ? stored : null };
}

/**
 * What an auth collection adds to a draft: the password, the token key that ends old sessions, and
 * what owners may not change by themselves.
 */
export function applyCredentials(
  context: Context,
  draft: Draft,
  credentials: Credentials,
  manages: boolean,
  data: Readonly<Record<string, unknown>>,
): void {
  const { collection, existing, row } = draft;
  if (!collection.auth) return;
  const passwordGiven = "password" in data || "passwordConfirm" in data;
  if (!existing || passwordGiven) {
    checkPassword(draft, data);
    if (existing && !manages) checkOldPassword(draft, credentials, data);
    if (credentials.hash !== null) row.password = credentials.hash;
  }
  if (!manages) checkManagedFields(draft);
  const emailChanged = existing !== null && existing.email !== row.email;
  if (!existing || credentials.hash !== null || emailChanged) row.tokenKey = context.randomId(50);
}

function checkPassword({ collection, problems }: Draft, data: Readonly<Record<string, unknown>>) {
  const field = collection.fields.find((each) => each.type === "password");
  const plain = typeof data.password === "string" ? data.password : "";
  const problem = field && (plain === "" ? blank : fieldTypeOf(field).check(field, plain));
  if (problem) problems.password = problem;
  if ((data.passwordConfirm ?? "") !== plain) problems.passwordConfirm = mismatch;
  else if (plain === "") problems.passwordConfirm = blank;
}

function checkOldPassword(
  { existing, problems }: Draft,
  credentials: Credentials,
  data: Readonly<Record<string, unknown>>,
): void {
  if (typeof data.oldPassword !== "string" || data.oldPassword === "") problems.oldPassword = blank;
  else if (credentials.matchedHash === null || credentials.matchedHash !== existing?.password) {
    problems.oldPassword = {
      code: "validation_invalid_old_password",
      message: "Missing or invalid old password.",
    };
  }
}

/** An address and its verification change by mail or by a manager, not by the record's own hand. */
function checkManagedFields({ existing, row, problems }: Draft): void {
  if (existing ? existing.email !== row.email : false) problems.email = mismatch;
  if ((existing?.verified ?? 0) !== row.verified) problems.verified = mismatch;
}

const blank: Problem = { code: "validation_required", message: "Cannot be blank." };
const mismatch: Problem = { code: "validation_values_mismatch", message: "Values don't match." };
