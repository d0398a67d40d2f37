import { decodeJwt, jwtVerify, SignJWT } from "jose";
import type { Reader, Row } from "../../kernel/storage.ts";
import type { TokenKind } from "../collections/auth-options.ts";
import type { Catalog } from "../collections/catalog.ts";
import { findAuthRow, isAuth, type AuthCollection } from "./auth-collection.ts";

/**
 * Tokens of one auth record for one purpose: JWTs (HS256) whose key is the record's token key and the
 * collection's secret of that kind. A new password or a new secret ends them all.
 */
export type RecordTokenType = keyof typeof kinds;

const kinds = {
  auth: "authToken",
  passwordReset: "passwordResetToken",
  emailChange: "emailChangeToken",
  verification: "verificationToken",
  file: "fileToken",
} as const satisfies Record<string, TokenKind>;

/** What such a token says. Times are seconds since 1970. */
export interface RecordClaims {
  readonly id: string;
  readonly collectionId: string;
  readonly type: RecordTokenType;
  readonly exp: number;
  /** The record's address when the token was made. */
  readonly email?: unknown;
  readonly newEmail?: unknown;
  readonly refreshable?: unknown;
}

export interface TokenOwner {
  readonly collection: AuthCollection;
  readonly row: Row;
  readonly claims: RecordClaims;
}

/** Lives as long as the collection has it for this kind, or `durationSeconds`. */
export function signRecordToken(
  collection: AuthCollection,
  row: Row,
  type: RecordTokenType,
  now: Date,
  more: { readonly claims?: Record<string, unknown>; readonly durationSeconds?: number } = {},
): Promise<string> {
  const duration = more.durationSeconds ?? collection.auth[kinds[type]].duration;
  return new SignJWT({ id: String(row.id), collectionId: collection.id, type, ...more.claims })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setExpirationTime(Math.floor(now.getTime() / 1000) + duration)
    .sign(encoder.encode(recordKey(collection, row, type)));
}

/** The half that is the record's own changes with its password, and with it every token ends. */
export function recordKey(collection: AuthCollection, row: Row, type: RecordTokenType): string {
  return `${String(row.tokenKey)}${collection.auth[kinds[type]].secret}`;
}

/** What a text says that looks like a token of ours; nothing is verified yet. */
export function readClaims(token: string): RecordClaims | null {
  try {
    const { id, collectionId, exp, type, ...rest } = decodeJwt(token);
    if (typeof id !== "string" || typeof collectionId !== "string") return null;
    if (typeof type !== "string" || !isType(type) || typeof exp !== "number") return null;
    return { ...rest, id, collectionId, exp, type };
  } catch {
    return null; // not a JWT at all, which is an answer and no fault
  }
}

/** Whose token this is; null where it is none of this type, or does not count any more. */
export async function ownerOf(
  reader: Reader,
  catalog: Catalog,
  token: string,
  type: RecordTokenType,
  now: Date,
): Promise<TokenOwner | null> {
  const claims = readClaims(token);
  if (claims?.type !== type || claims.exp * 1000 <= now.getTime()) return null;
  const collection = catalog.find(claims.collectionId);
  if (!collection || !isAuth(collection)) return null;
  const row = await findAuthRow(reader, collection, claims.id);
  if (!row || row.tokenKey === "") return null;
  const fits = await isSignedWith(token, recordKey(collection, row, type), now);
  return fits ? { collection, row, claims } : null;
}

/** Whether this key signed the token and the token is still alive. */
export async function isSignedWith(token: string, key: string, now: Date): Promise<boolean> {
  try {
    await jwtVerify(token, encoder.encode(key), { algorithms: ["HS256"], currentDate: now });
    return true;
  } catch {
    return false; // a wrong signature or an expired token: it counts for nobody
  }
}

function isType(type: string): type is RecordTokenType {
  return Object.hasOwn(kinds, type);
}

const encoder = new TextEncoder();
