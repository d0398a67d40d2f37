import type { AuthRecord, Caller } from "../../../kernel/caller.ts";
import { Failure } from "../../../kernel/failure.ts";
import { asScope, scopes as allScopes, type Scope } from "../../../kernel/scope.ts";
import { sql } from "../../../kernel/sql.ts";
import type { Reader } from "../../../kernel/storage.ts";
import { parseDuration } from "../../../lib/duration.ts";
import type { Catalog } from "../../collections/catalog.ts";
import { superusersId } from "../../collections/collection.ts";
import { authCollection, findAuthRow, signedInAs, superusersOf } from "../auth-collection.ts";
import { superuserByEmail } from "../superusers/superuser.ts";
import type { TokenRow } from "./token-row.ts";
import { standingOf } from "./token-standing.ts";

/** What a new token was asked to be, checked piece by piece; each piece has its own clear refusal. */
export function checkScopes(given: readonly string[]): Scope[] {
  const names = given.flatMap((text) => text.split(",")).map((text) => text.trim());
  const found = [...new Set(names.filter((name) => name !== "").map(asScope))];
  if (found.length > 0) return found;
  throw refusal("scopes", "A token needs a scope.", `Scopes are ${allScopes.join(", ")}.`);
}

/** Seconds. A token lives from a minute to ten years, and no longer than the one that mints it. */
export function lifetimeOf(ttl: string | undefined, most: number): number {
  const seconds = parseDuration(ttl ?? "90d");
  if (seconds === null) {
    throw refusal("ttl", `${JSON.stringify(ttl)} is not a time.`, "Write it as 12h, 90d or 1y.");
  }
  if (seconds < 60) throw refusal("ttl", "A token lives at least 60s.", "For example 1h.");
  if (seconds > (parseDuration("10y") ?? 0)) {
    throw refusal("ttl", "A token lives at most 10y.", "For example 1y.");
  }
  if (seconds <= most) return seconds;
  if (ttl === undefined) return most;
  throw refusal(
    "ttl",
    "A token cannot mint one that outlives it.",
    `It is good for another ${most}s: ask for less, or sign in as a superuser.`,
  );
}

/** The name without spaces around it, if no other token that still counts has it. */
export async function checkName(
  reader: Reader,
  catalog: Catalog,
  given: string,
  now: Date,
): Promise<string> {
  const name = given.trim();
  // A name stands in logs as `mcp:NAME`: it must not be able to fake a line of them.
  if (name === "" || name.length > 100 || /[\p{Cc}\p{Cf}]/u.test(name)) {
    throw refusal(
      "name",
      "A token's name has 1 to 100 printable characters.",
      "For example claude.",
    );
  }
  const rows = await reader.all<TokenRow>(
    sql`SELECT * FROM "_tokens" WHERE "name" = ${name} AND "revoked" = ''`,
  );
  for (const row of rows) {
    if ((await standingOf(reader, catalog, row, now)).state !== "active") continue;
    throw refusal(
      "name",
      `There is an active token named ${name}.`,
      `Choose another name, or revoke that one first: vaultbase token revoke ${row.id}.`,
      "validation_not_unique",
    );
  }
  return name;
}

/** Collection ids. `admin` reaches everything, so it cannot be confined. */
export function checkConfinement(
  catalog: Catalog,
  scopes: readonly Scope[],
  given: readonly string[] = [],
): string[] {
  const names = given.flatMap((text) => text.split(",")).map((text) => text.trim());
  if (names.length > 0 && scopes.includes("admin")) {
    throw refusal(
      "collections",
      "A token with the scope admin cannot be confined to collections.",
      "Give it narrower scopes, such as mcp:read and mcp:write.",
    );
  }
  const ids = names.map((name) => catalog.find(name)?.id ?? missing(catalog, name));
  return [...new Set(ids)];
}

/** The record that `COLLECTION:ID` names; null where nothing was asked. */
export async function findUser(
  reader: Reader,
  catalog: Catalog,
  given: string | undefined,
): Promise<AuthRecord | null> {
  if (given === undefined) return null;
  const at = given.indexOf(":");
  const [name, id] = [given.slice(0, at), given.slice(at + 1)];
  if (at < 1 || id === "") {
    throw refusal(
      "user",
      "A user is given as COLLECTION:ID.",
      "For example users:abc123def456ghi.",
    );
  }
  const collection = authCollection(
    catalog,
    catalog.find(name)?.id ?? missing(catalog, name, "user"),
  );
  if (collection.id === superusersId) {
    throw refusal(
      "user",
      "A token cannot be bound to a superuser.",
      "Leave the user out: the token then acts as the superuser who mints it.",
    );
  }
  const row = await findAuthRow(reader, collection, id);
  if (row) return signedInAs(collection, row).record;
  throw refusal(
    "user",
    `There is no record ${id} in ${collection.name}.`,
    "List its records for their ids.",
  );
}

/**
 * The superuser a token acts for: whoever mints it, or another one by address. The command line on
 * the server is nobody, and its tokens are nobody's unless it names somebody.
 */
export async function findMinter(
  { record, token }: Caller,
  reader: Reader,
  catalog: Catalog,
  email: string | undefined,
): Promise<AuthRecord | null> {
  if (email === undefined) return record;
  if (token) {
    throw refusal("as", "A token mints tokens for nobody else.", "Leave it out, or sign in.");
  }
  return signedInAs(superusersOf(catalog), await superuserByEmail(reader, email)).record;
}

function missing(catalog: Catalog, name: string, field = "collections"): never {
  const { hint } = catalog.missing(name);
  throw refusal(field, `There is no collection ${JSON.stringify(name)}.`, hint);
}

function refusal(
  field: string,
  message: string,
  hint: string | undefined,
  code = "validation_invalid_value",
): Failure {
  return new Failure("invalid", message, { hint, problems: { [field]: { code, message } } });
}
