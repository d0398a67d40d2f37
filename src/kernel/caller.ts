import type { AllowList } from "../lib/allow-list.ts";
import type { Scope } from "./scope.ts";
import type { Row } from "./storage.ts";

/** Who asks. Every door makes one; nothing else decides who somebody is. */
export interface Caller {
  /** Superusers pass over collection rules; tokens they minted too, within their scopes. */
  readonly superuser: boolean;
  /** The auth record that is signed in, or that a token is bound to. */
  readonly record: AuthRecord | null;
  /** Set when a token speaks: it narrows what the caller may do, and never widens it. */
  readonly token: TokenGrant | null;
  /** The session token that speaks, where one does. */
  readonly session?: SessionGrant;
  /** For logs and audit: `guest`, `users:ID`, `_superusers:ID`, `mcp:TOKEN NAME`, `cli`. */
  readonly actor: string;
}

export interface AuthRecord {
  readonly collectionId: string;
  readonly collectionName: string;
  readonly id: string;
  /** The row as stored, for `@request.auth.*`; never sent anywhere. */
  readonly row: Row;
}

export interface SessionGrant {
  readonly token: string;
  /** False: it ends when it ends, and is never exchanged for a later one. */
  readonly refreshable: boolean;
  /** ISO 8601, UTC. */
  readonly expires: string;
}

export interface TokenGrant {
  readonly id: string;
  readonly name: string;
  /** Already expanded: what is implied is in it. */
  readonly scopes: ReadonlySet<Scope>;
  readonly readOnly: boolean;
  /** Collection ids the token is confined to, or null. */
  readonly collections: ReadonlySet<string> | null;
  /** ISO 8601, UTC; absent where nothing ends it. */
  readonly expires?: string;
  /** Of what agents are offered, this token's part; absent: all of it. */
  readonly tools?: AllowList;
  readonly resources?: AllowList;
  /** Requests in a minute, and how tools are listed; absent: as the settings have it. */
  readonly rateLimit?: number;
  /** Over MCP so many rows in one answer at most; absent: as the settings have it. */
  readonly maxPerPage?: number;
  readonly toolset?: "auto" | "collections" | "compact";
}

export const guest: Caller = { superuser: false, record: null, token: null, actor: "guest" };

/** Whoever can open the data directory can do anything to it: the local CLI says so openly. */
export const localOperator: Caller = { superuser: true, record: null, token: null, actor: "cli" };
