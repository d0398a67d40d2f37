import type { Context } from "../../kernel/context.ts";
import type { Problem } from "../../kernel/failure.ts";
import { identifier, sql } from "../../kernel/sql.ts";
import type { Row } from "../../kernel/storage.ts";
import { hashPassword, verifyPassword } from "../../lib/password.ts";
import { type Collection, superusersId } from "../collections/collection.ts";
import type { Field } from "../collections/field.ts";
import { fieldTypeOf } from "../collections/field-types.ts";
import { invalidRecord, type Draft } from "./draft.ts";

/**
 * The slow half of a password change, done before the transaction: hashing would hold up every other
 * writer.
 */
export interface Credentials {
  readonly hash: string | null;
  /** The stored hash that `oldPassword` was found to match. */
  readonly matchedHash: string | null;
  /**
   * Set where an account elsewhere stands for a new record: it needs no password, and counts as
   * verified unless it is given another address than this one.
   */
  readonly vouchedEmail?: string;
  /** Hashes for password fields besides the one that people sign in with, by name. */
  readonly others?: ReadonlyMap<string, string>;
}

/** Null where the collection has no passwords or the body does not speak of any. */
export async function prepareCredentials(
  context: Context,
  collectionName: string,
  id: string | null,
  data: Readonly<Record<string, unknown>>,
): Promise<Credentials> {
  const none: Credentials = { hash: null, matchedHash: null };
  const collection = (await context.services.catalogs.current()).find(collectionName);
  if (!collection) return none;
  // A dry run is inside its transaction already, and keeps nothing.
  const hashed = (plain: string) => (context.dryRun ? "dry run" : hashPassword(plain));
  const others = new Map<string, string>();
  for (const { name } of otherPasswords(collection)) {
    const plain = textOf(data[name]);
    if (plain !== "") others.set(name, await hashed(plain));
  }
  const password = textOf(data.password);
  if (password === "" || !collection.auth) return { ...none, others };
  const hash = await hashed(password);
  const oldPassword = textOf(data.oldPassword);
  if (oldPassword === "" || id === null) return { hash, matchedHash: null, others };
  const rows = await context.storage.all<{ password: string }>(
    sql`SELECT "password" FROM ${identifier(collection.name)} WHERE "id" = ${id}`,
  );
  const stored = rows[0]?.password ?? null;
  const matches = stored !== null && (await verifyPassword(oldPassword, stored));
  return { hash, matchedHash: matches ? stored : null, others };
}

/**
 * What an auth collection adds to a draft: the password, the token key that ends old sessions, and
 * what owners may not change by themselves.
 * @throws Failure `invalid` before the other fields are looked at, as PocketBase's clients expect it.
 */
export function applyCredentials(
  context: Context,
  draft: Draft,
  credentials: Credentials,
  manages: boolean,
  data: Readonly<Record<string, unknown>>,
): void {
  const { collection, existing, row } = draft;
  applyOthers(draft, credentials, data);
  if (!collection.auth) return;
  const refused: Refused = {};
  const { vouchedEmail } = credentials;
  if ((!existing && vouchedEmail === undefined) || passwordKeys.some((key) => key in data)) {
    checkConfirmation(refused, data);
    if (existing && !manages) checkOldPassword(refused, existing, credentials, data);
    if (credentials.hash !== null) row.password = credentials.hash;
  }
  if (!manages) checkManagedFields(refused, draft);
  if (Object.keys(refused).length > 0) throw invalidRecord(existing !== null, refused);
  checkPassword(draft, data);
  if (vouchedEmail !== undefined && (row.email === "" || row.email === vouchedEmail)) {
    row.verified = 1;
  }
  const emailChanged = existing !== null && existing.email !== row.email;
  // What was confirmed was the other address.
  if (emailChanged && !("verified" in data)) row.verified = 0;
  // Superusers are known to whoever makes and changes them.
  if (collection.id === superusersId) row.verified = 1;
  const isOver = existing ? credentials.hash !== null || emailChanged : row.tokenKey === "";
  if (isOver) row.tokenKey = context.randomId(50);
}

function otherPasswords({ auth, fields }: Collection): Field[] {
  return fields.filter(({ type, name }) => type === "password" && !(auth && name === "password"));
}

/** Kept as hashes and never shown: what they are for is the application's matter. */
function applyOthers(
  { collection, existing, row, problems }: Draft,
  { others }: Credentials,
  data: Readonly<Record<string, unknown>>,
): void {
  for (const field of otherPasswords(collection)) {
    const { name } = field;
    if (existing && !(name in data)) continue;
    const problem = fieldTypeOf(field).check(field, textOf(data[name]));
    if (problem) problems[name] = problem;
    row[name] = others?.get(name) ?? "";
  }
}

const passwordKeys = ["password", "passwordConfirm", "oldPassword"];

function checkConfirmation(refused: Refused, data: Readonly<Record<string, unknown>>): void {
  const password = textOf(data.password);
  const passwordConfirm = textOf(data.passwordConfirm);
  if (password === "") refused.password = blank;
  if (passwordConfirm === "") refused.passwordConfirm = blank;
  else if (passwordConfirm !== password) refused.passwordConfirm = mismatch;
}

function checkPassword({ collection, problems }: Draft, data: Readonly<Record<string, unknown>>) {
  const field = collection.fields.find(({ name }) => name === "password");
  const password = textOf(data.password);
  const problem = password !== "" && field && fieldTypeOf(field).check(field, password);
  if (problem) problems.password = problem;
}

function checkOldPassword(
  refused: Refused,
  existing: Row,
  credentials: Credentials,
  data: Readonly<Record<string, unknown>>,
): void {
  if (textOf(data.oldPassword) === "") refused.oldPassword = blank;
  else if (credentials.matchedHash === null || credentials.matchedHash !== existing.password) {
    refused.oldPassword = {
      code: "validation_invalid_old_password",
      message: "Missing or invalid old password.",
    };
  }
}

/** An address and its verification change by mail or by a manager, not by the record's own hand. */
function checkManagedFields(refused: Refused, { existing, row }: Draft): void {
  if (existing && existing.email !== row.email) refused.email = mismatch;
  if ((existing?.verified ?? 0) !== row.verified) refused.verified = mismatch;
}

/** Forms make numbers of digits, and digits are a password too. */
function textOf(given: unknown): string {
  if (typeof given === "number" || typeof given === "boolean") return String(given);
  return typeof given === "string" ? given : "";
}

type Refused = Record<string, Problem>;

const blank: Problem = { code: "validation_required", message: "Cannot be blank." };
const mismatch: Problem = { code: "validation_values_mismatch", message: "Values don't match." };
