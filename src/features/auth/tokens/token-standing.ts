import type { AuthRecord } from "../../../kernel/caller.ts";
import { Failure } from "../../../kernel/failure.ts";
import type { Reader } from "../../../kernel/storage.ts";
import type { Catalog } from "../../collections/catalog.ts";
import { superusersId } from "../../collections/collection.ts";
import { findAuthRow, isAuth, signedInAs } from "../auth-collection.ts";
import { keyFingerprint, type TokenRow } from "./token-row.ts";

/** Whether a token still counts, and if not, what its bearer is told. */
export type Standing =
  | { readonly state: "active"; readonly record: AuthRecord | null }
  | { readonly state: "expired" | "revoked" | "ended"; readonly failure: Failure };

/** Looks at the token's row and at the records it depends on: who minted it, who it acts as. */
export async function standingOf(
  reader: Reader,
  catalog: Catalog,
  row: TokenRow,
  now: Date,
): Promise<Standing> {
  const { name, revoked, expires } = row;
  if (revoked !== "") {
    return ended("revoked", "token_revoked", `The token "${name}" was revoked at ${revoked}.`);
  }
  if (expires <= now.toISOString()) {
    return ended("expired", "token_expired", `The token "${name}" expired at ${expires}.`);
  }
  const minter = await lookUp(reader, catalog, superusersId, row.minterId, row.minterKey);
  if (minter === "gone") {
    const message = `The superuser who minted the token "${name}" is no longer there.`;
    return ended("ended", "token_minter_gone", message);
  }
  if (minter === "loggedOut") {
    const message = `The token "${name}" ended when the superuser who minted it was logged out everywhere or got a new password.`;
    return ended("ended", "token_minter_logged_out", message);
  }
  const user = await lookUp(reader, catalog, row.userCollection, row.userId, row.userKey);
  if (user === "gone") {
    const message = `The record that the token "${name}" acts as is no longer there.`;
    return ended("ended", "token_user_gone", message);
  }
  if (user === "loggedOut") {
    const message = `The token "${name}" ended when the record it acts as was logged out everywhere or got a new password.`;
    return ended("ended", "token_user_logged_out", message);
  }
  return { state: "active", record: user ?? minter };
}

/** The answer to a token that this server never signed, or whose row is gone. */
export function unknownToken(): Failure {
  return refusal("token_unknown", "This server does not know the token.");
}

async function lookUp(
  reader: Reader,
  catalog: Catalog,
  collectionId: string,
  id: string,
  key: string,
): Promise<AuthRecord | "gone" | "loggedOut" | null> {
  if (id === "") return null;
  const collection = catalog.find(collectionId);
  if (!collection || !isAuth(collection)) return "gone";
  const row = await findAuthRow(reader, collection, id);
  if (!row) return "gone";
  return keyFingerprint(row.tokenKey) === key ? signedInAs(collection, row).record : "loggedOut";
}

function ended(state: "expired" | "revoked" | "ended", code: string, message: string): Standing {
  return { state, failure: refusal(code, message) };
}

function refusal(code: string, message: string): Failure {
  return new Failure("unauthenticated", message, {
    hint: "A superuser can mint another: vaultbase token mint --name NAME --scope SCOPE.",
    problems: { token: { code, message } },
  });
}
