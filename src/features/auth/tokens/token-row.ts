import type { Caller, TokenGrant } from "../../../kernel/caller.ts";
import { AllowList } from "../../../lib/allow-list.ts";
import { asScope, expandScopes, type Scope } from "../../../kernel/scope.ts";
import { sql } from "../../../kernel/sql.ts";
import type { Reader } from "../../../kernel/storage.ts";
import type { TableChange } from "../../../kernel/table-change.ts";
import type { AuthRecord } from "../../../kernel/caller.ts";

/** A token as it is kept: all but its text. Times are ISO 8601 in UTC, or "". */
export interface TokenRow {
  readonly id: string;
  readonly name: string;
  /** JSON array, as given when minted. */
  readonly scopes: string;
  readonly readOnly: number;
  /** JSON array of collection ids; empty: not confined. */
  readonly collections: string;
  /** The auth record it acts as; both "" where it acts as whoever minted it. */
  readonly userCollection: string;
  readonly userId: string;
  /** Fingerprint of that record's token key: a logout ends the token. */
  readonly userKey: string;
  /** The actor who minted it, for people to read. */
  readonly mintedBy: string;
  /** The superuser who minted it, or "" where that was the local command line. */
  readonly minterId: string;
  readonly minterKey: string;
  /** JSON arrays: of what agents are offered, this token's part; empty: all of it. */
  readonly tools: string;
  readonly resources: string;
  /** Requests in a minute; 0: as the settings have it. */
  readonly rateLimit: number;
  /** Rows in one answer over MCP; 0: as the settings have it. */
  readonly maxPerPage: number;
  /** How tools are listed for it; "": as the settings have it. */
  readonly toolset: string;
  readonly created: string;
  readonly expires: string;
  readonly lastUsed: string;
  readonly revoked: string;
}

export const tokensTable = "_tokens";

export const createTokensTable: TableChange = {
  change: "createTable",
  table: tokensTable,
  columns: [
    { name: "name", kind: "text", default: "" },
    { name: "scopes", kind: "text", default: "[]" },
    { name: "readOnly", kind: "bool", default: 0 },
    { name: "collections", kind: "text", default: "[]" },
    { name: "userCollection", kind: "text", default: "" },
    { name: "userId", kind: "text", default: "" },
    { name: "userKey", kind: "text", default: "" },
    { name: "mintedBy", kind: "text", default: "" },
    { name: "minterId", kind: "text", default: "" },
    { name: "minterKey", kind: "text", default: "" },
    { name: "created", kind: "text", default: "" },
    { name: "expires", kind: "text", default: "" },
    { name: "lastUsed", kind: "text", default: "" },
    { name: "revoked", kind: "text", default: "" },
  ],
};

/** What a token may be to agents: there are directories whose table is without. */
export const addAgentColumns: readonly TableChange[] = [
  { name: "tools", kind: "text", default: "[]" } as const,
  { name: "resources", kind: "text", default: "[]" } as const,
  { name: "rateLimit", kind: "number", default: 0 } as const,
  { name: "toolset", kind: "text", default: "" } as const,
].map((column) => ({ change: "addColumn", table: tokensTable, column }));

/** There are directories that have those, and not this. */
export const addRowColumn: TableChange = {
  change: "addColumn",
  table: tokensTable,
  column: { name: "maxPerPage", kind: "number", default: 0 },
};

export async function findToken(reader: Reader, id: string): Promise<TokenRow | undefined> {
  const rows = await reader.all<TokenRow>(sql`SELECT * FROM "_tokens" WHERE "id" = ${id}`);
  return rows[0];
}

export function scopesOf(row: TokenRow): Scope[] {
  return (JSON.parse(row.scopes) as string[]).map(asScope);
}

export function collectionIdsOf(row: TokenRow): string[] {
  return JSON.parse(row.collections) as string[];
}

/** Whoever sends the token: the bound record under its rules, or the superuser who minted it. */
export function tokenCaller(row: TokenRow, record: AuthRecord | null): Caller {
  const collections = collectionIdsOf(row);
  const token: TokenGrant = {
    id: row.id,
    name: row.name,
    scopes: expandScopes(scopesOf(row)),
    readOnly: row.readOnly !== 0,
    collections: collections.length > 0 ? new Set(collections) : null,
    expires: row.expires,
    ...agentLimits(row),
  };
  return { superuser: row.userId === "", record, token, actor: `mcp:${row.name}` };
}

function agentLimits(row: TokenRow): Partial<TokenGrant> {
  const { tools, resources, rateLimit, maxPerPage, toolset } = row;
  const listed = (text: string) => new AllowList(JSON.parse(text) as string[]);
  return {
    ...(tools !== "[]" && { tools: listed(tools) }),
    ...(resources !== "[]" && { resources: listed(resources) }),
    ...(rateLimit > 0 && { rateLimit }),
    ...(maxPerPage > 0 && { maxPerPage }),
    ...(toolset !== "" && { toolset: toolset as NonNullable<TokenGrant["toolset"]> }),
  };
}

/** Tells whether a token key is still the same one, and nothing else about it. */
export function keyFingerprint(tokenKey: unknown): string {
  return new Bun.CryptoHasher("sha256").update(String(tokenKey)).digest("hex");
}
