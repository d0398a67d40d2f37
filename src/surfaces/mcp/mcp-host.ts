import type { TSchema } from "@sinclair/typebox";
import type { Admission } from "../../kernel/admission.ts";
import type { Caller } from "../../kernel/caller.ts";
import type { Change } from "../../kernel/change.ts";
import type { Context, RequestFacts } from "../../kernel/context.ts";
import type { LiveClients } from "../../features/mcp/live-clients.ts";
import type { SavedPrompt } from "../../features/prompts/saved-prompt.ts";
import type { Failure } from "../../kernel/failure.ts";
import type { AnyOperation } from "../../kernel/operation.ts";

/** All that this surface needs of the product. The app hands it in; no feature is imported here. */
export interface McpHost {
  /** The product's version, for `serverInfo` and the health answer. */
  readonly version: string;
  readonly operations: ReadonlyMap<string, AnyOperation>;
  contextFor(
    caller: Caller,
    request?: RequestFacts,
    options?: { readonly dryRun?: boolean },
  ): Context;
  /** The committed schema; the same object as long as nothing changed. */
  currentSchema(): Promise<ToolSchema>;
  /** A collection's records as JSON Schema: what a create and an update take. */
  readonly schemas: {
    create(collection: ToolCollection): TSchema;
    update(collection: ToolCollection): TSchema;
  };
  /** Everybody's committed writes, in order; call the answer to stop. */
  readonly changes: {
    subscribe(listener: (changes: readonly Change[]) => Promise<void> | void): () => void;
  };
  /** Those of these changes whose record the context's caller may view. */
  seenChanges(context: Context, changes: readonly Change[]): Promise<readonly Change[]>;
  /** @throws Failure `unauthenticated` saying whether the credential is unknown, expired or revoked. */
  identify(credential: string): Promise<Caller>;
  /** Whoever would send the token of this id. @throws Failure `unauthenticated`, as `identify`. */
  bearerOf(tokenId: string): Promise<Caller>;
  /** Whoever would send a token that is minted with these words. @throws Failure `invalid`. */
  bearerLike(wish: unknown): Promise<Caller>;
  /** Why the credential opens no door any more; null where it does. Asking does not use it. */
  whyRefused(credential: string): Promise<Failure | null>;
  /** What sessions are subscribed to, for the process that goes on with them. */
  readonly subscriptions: {
    of(session: string): Promise<string[]>;
    add(session: string, uri: string): Promise<void>;
    remove(session: string, uri: string): Promise<void>;
    forget(session: string): Promise<void>;
  };
  /** Who is there is told here. */
  readonly clients: LiveClients;
  readonly settings: {
    /** At most a moment old; the same object as long as nothing changed. */
    readonly latest: McpSettings;
    /** As committed. */
    current(): Promise<McpSettings>;
  };
  /** Those that superusers wrote, by name, as committed. */
  readonly prompts: { current(): Promise<ReadonlyMap<string, SavedPrompt>> };
  /** How much a call's answer was, for who watches. */
  answered(call: string, resultBytes: number): void;
  readonly admission: Pick<Admission, "checkSuperuser">;
  /** Something unforeseen, for the log. */
  report(thrown: unknown, where: string): void;
}

/** The collections as they were at one version of the schema. */
export interface ToolSchema {
  readonly version: number;
  /** In order of name. */
  readonly collections: readonly ToolCollection[];
}

export interface ToolCollection {
  readonly id: string;
  readonly name: string;
  /** base, auth or view. */
  readonly type: string;
  readonly system: boolean;
  readonly listRule: string | null;
  readonly viewRule: string | null;
  readonly createRule: string | null;
  readonly updateRule: string | null;
  readonly deleteRule: string | null;
  readonly fields: readonly ToolField[];
  readonly search?: { readonly fields: readonly string[] } | null;
}

export interface ToolField {
  readonly name: string;
  readonly type: string;
  readonly hidden: boolean;
  readonly system: boolean;
  readonly help: string;
  readonly [option: string]: unknown;
}

/** What superusers set for all agents. */
export interface McpSettings {
  readonly enabled: boolean;
  readonly toolset: ToolsetOptions["toolset"];
  readonly toolNames: ToolsetOptions["toolNames"];
  readonly maxListedTools: number;
  readonly maxRows: number;
  /** Requests of one token in a minute; 0: any number. */
  readonly rateLimit: number;
  /** Bytes. */
  readonly maxMessageSize: number;
  /** Seconds. */
  readonly sessionTimeout: number;
  readonly allowedTools: readonly string[];
  readonly allowedResources: readonly string[];
}

/** How tools are shown; from settings, the URL (`?toolset=`), or flags. */
export interface ToolsetOptions {
  /** auto: a collection's own tools while they are few enough, the compact set above that. */
  readonly toolset: "auto" | "collections" | "compact";
  readonly maxListedTools: number;
  /** plain: `list_posts`. dotted: `vaultbase.list_posts`, which several clients refuse. */
  readonly toolNames: "plain" | "dotted";
  readonly perPageMax: number;
}
