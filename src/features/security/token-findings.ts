import type { Context } from "../../kernel/context.ts";
import { expandScopes } from "../../kernel/scope.ts";
import { sql } from "../../kernel/sql.ts";
import { scopesOf, type TokenRow } from "../auth/tokens/token-row.ts";
import { standingOf } from "../auth/tokens/token-standing.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Finding } from "./finding.ts";

const dayMs = 24 * 60 * 60 * 1000;
const idleDays = 90;
const longDays = 400;

/** Tokens that may do more than agents need, for longer than anybody remembers. */
export async function tokenFindings(
  { storage, now }: Context,
  catalog: Catalog,
): Promise<Finding[]> {
  const rows = await storage.all<TokenRow>(sql`SELECT * FROM "_tokens" ORDER BY "name"`);
  const findings: Finding[] = [];
  for (const row of rows) {
    const { state } = await standingOf(storage, catalog, row, now());
    if (state === "active") findings.push(...findingsOf(row, now().getTime()));
  }
  return findings;
}

function findingsOf(row: TokenRow, nowMs: number): Finding[] {
  const about = `token ${row.name}`;
  const scopes = expandScopes(scopesOf(row));
  const since = nowMs - Date.parse(row.lastUsed || row.created);
  const findings: (Finding | false)[] = [
    row.userId === "" &&
      scopes.has("admin") && {
        level: "danger",
        code: "admin-token",
        about,
        message: "It may do everything, reading secrets and minting tokens included.",
        hint: "Mint one with the scopes that are needed, and revoke this one.",
      },
    row.userId === "" &&
      !scopes.has("admin") &&
      row.readOnly === 0 &&
      scopes.has("write:tables") &&
      row.collections === "[]" && {
        level: "warning",
        code: "service-token",
        about,
        message: "No rule holds for it: it may write records of every collection.",
        hint: "Mint one with --user COLLECTION:ID, --collections or --read-only.",
      },
    Date.parse(row.expires) - nowMs > longDays * dayMs && {
      level: "notice",
      code: "long-token",
      about,
      message: `It is good until ${row.expires.slice(0, 10)}.`,
      hint: "Tokens that end by themselves need nobody to remember them: --ttl 90d.",
    },
    since > idleDays * dayMs && {
      level: "notice",
      code: "idle-token",
      about,
      message: `Nobody has used it for ${Math.floor(since / dayMs)} days.`,
      hint: `vaultbase token revoke ${row.id}`,
    },
  ];
  return findings.filter((finding) => finding !== false);
}
