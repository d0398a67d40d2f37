import type { AuditTrail } from "./audit.ts";
import type { Blobs } from "./blobs.ts";
import type { Caller } from "./caller.ts";
import type { Storage } from "./storage.ts";
import type { Vault } from "./vault.ts";

/**
 * What the running features lend each other. Each feature declares its own part beside its face:
 * `declare module "../../kernel/context.ts" { interface Services { catalog: Catalog } }`.
 */
// eslint-disable-next-line typescript/no-empty-interface -- filled by declaration merging
export interface Services {}

/** All an operation may know or touch. Time, chance and identity come in through here. */
export interface Context {
  readonly caller: Caller;
  readonly storage: Storage;
  readonly blobs: Blobs;
  readonly services: Services;
  readonly vault: Vault;
  readonly request: RequestFacts;
  readonly audit: AuditTrail;
  now(): Date;
  /** `length` characters of `[a-z0-9]`, unguessable unless a test seeds it. */
  randomId(length: number): string;
  /** One call's name in `_audit` and `_changes`. */
  readonly callId: string;
  /** True: everything runs, the answer says what would have changed, nothing is kept. */
  readonly dryRun: boolean;
  /**
   * Set where the storage is a transaction that is open already. Whatever is awaited in it holds up
   * every writer, and nothing of it is undone by itself.
   */
  readonly inTurn?: true;
  /** How many scripts stand between the caller and this. */
  readonly scriptDepth?: number;
}

/** What filters and rules see as `@request.*`, plus who is asking through which door. */
export interface RequestFacts {
  readonly door: "http" | "mcp" | "cli" | "inside";
  readonly method: string;
  /** The kind of request: default, oauth2, otp, password, realtime, protectedFile, expand, batch. */
  readonly context: string;
  readonly query: Readonly<Record<string, string>>;
  /** Lower snake case names: `x_token`. */
  readonly headers: Readonly<Record<string, string>>;
  /** The network address asking, or "" where there is none. */
  readonly address: string;
  /** The client program, where it told its name. */
  readonly client: { readonly name: string; readonly version: string } | null;
  readonly transport: string;
  /** Ends what is slow once nobody waits for its answer any more; absent where that is not heard of. */
  readonly gone?: AbortSignal;
}

export const insideRequest: RequestFacts = {
  door: "inside",
  method: "GET",
  context: "default",
  query: {},
  headers: {},
  address: "",
  client: null,
  transport: "",
};
