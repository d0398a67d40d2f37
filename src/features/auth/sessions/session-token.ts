import { decodeJwt, jwtVerify, SignJWT } from "jose";
import type { Row } from "../../../kernel/storage.ts";
import type { AuthCollection } from "../auth-collection.ts";

/** What a session token says, before anybody has looked at its signature. */
export interface SessionClaims {
  readonly id: string;
  readonly collectionId: string;
  /** Seconds since 1970. */
  readonly exp: number;
}

/** A JWT (HS256) that lives as long as the collection's auth tokens do. */
export function signSession(collection: AuthCollection, row: Row, now: Date): Promise<string> {
  const expires = Math.floor(now.getTime() / 1000) + collection.auth.authToken.duration;
  const claims = { id: String(row.id), collectionId: collection.id, refreshable: true };
  return new SignJWT({ ...claims, type: "auth" })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setExpirationTime(expires)
    .sign(encoder.encode(sessionKey(collection, row)));
}

/** The half that is the record's own changes with its password, and with it every session ends. */
export function sessionKey(collection: AuthCollection, row: Row): string {
  return `${String(row.tokenKey)}${collection.auth.authToken.secret}`;
}

/** Null for whatever is not a session token. Nothing is verified yet. */
export function readSession(token: string): SessionClaims | null {
  try {
    const { id, collectionId, exp, type } = decodeJwt(token);
    if (type !== "auth" || typeof id !== "string" || typeof collectionId !== "string") return null;
    return typeof exp === "number" ? { id, collectionId, exp } : null;
  } catch {
    return null; // not a JWT at all, which is an answer and no fault
  }
}

/** Whether this key signed the token and the token is still alive. */
export async function isSessionOf(token: string, key: string, now: Date): Promise<boolean> {
  try {
    await jwtVerify(token, encoder.encode(key), { algorithms: ["HS256"], currentDate: now });
    return true;
  } catch {
    return false; // a wrong signature or an expired token: the caller is a guest
  }
}

const encoder = new TextEncoder();
