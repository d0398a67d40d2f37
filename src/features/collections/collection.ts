import type { Problems } from "../../kernel/failure.ts";
import type { AuthOptions } from "./auth-options.ts";
import type { Field } from "./field.ts";

/**
 * A collection as the wire has it, secrets included: `presentCollection` leaves those out.
 * A rule is `null` (superusers only), "" (everyone) or a filter expression.
 */
export interface Collection {
  readonly id: string;
  readonly name: string;
  readonly type: "base" | "auth" | "view";
  /** Ours: it may be configured, but not renamed, deleted or robbed of its system fields. */
  readonly system: boolean;
  readonly listRule: string | null;
  readonly viewRule: string | null;
  readonly createRule: string | null;
  readonly updateRule: string | null;
  readonly deleteRule: string | null;
  readonly fields: readonly Field[];
  /** CREATE INDEX statements, as PocketBase keeps them. */
  readonly indexes: readonly string[];
  /** What full-text search looks in; null or absent: there is none. */
  readonly search?: SearchOption | null;
  /** `2024-05-06 00:00:00.000Z`. */
  readonly created: string;
  readonly updated: string;
  /** The SELECT that a view's records come from; only views have it. */
  readonly viewQuery?: string;
  /** Only auth collections have it. */
  readonly auth: AuthOptions | null;
}

export interface SearchOption {
  /** Names of fields. */
  readonly fields: readonly string[];
}

/** A collection to be saved: new, or in the place of one that is there. */
export interface Plan {
  readonly existing: Collection | null;
  readonly draft: Collection;
  /** What is wrong with what was asked that the draft does not show. */
  readonly problems?: Problems;
  /** New fields may take the places of others, whose data goes. */
  readonly replaces?: boolean;
}

export const ruleNames = [
  "listRule",
  "viewRule",
  "createRule",
  "updateRule",
  "deleteRule",
] as const;
export type RuleName = (typeof ruleNames)[number];

/** The id PocketBase's SDK knows superusers by. */
export const superusersId = "pbc_3142635823";
export const superusersName = "_superusers";
