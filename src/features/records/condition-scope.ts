import { guest, type Caller } from "../../kernel/caller.ts";
import { insideRequest, type RequestFacts } from "../../kernel/context.ts";
import type { Dialect } from "../../kernel/dialect.ts";
import type { Row } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Collection } from "../collections/collection.ts";

/** Known only when the query runs. */
export interface ConditionFacts {
  readonly caller: Caller;
  readonly request: RequestFacts;
  readonly now: Date;
  /** `@request.body`, with modifiers such as `tags+` already applied. */
  readonly body: Readonly<Record<string, unknown>> | null;
  /** Unused here: conditions read the stored row itself, which is how `:changed` compares. */
  readonly existing?: Row | null;
}

/** Known when a condition is compiled. */
export interface ConditionScope {
  readonly catalog: Catalog;
  readonly collection: Collection;
  readonly dialect: Dialect;
  /**
   * True for rules and a superuser's filters, which see everything. A client's filter may not use
   * `@request.` and `@collection.`, nor hidden fields; it sees related records as far as their
   * listRule shows them, and e-mail addresses where `emailVisibility` does.
   */
  readonly trusted: boolean;
  /**
   * True where passwords' hashes and token keys are not there: whoever may compare with a secret can
   * find it out, a character at a time.
   */
  readonly withoutSecrets?: boolean;
  /** The schema that other collections' rules are read against, where `catalog` is only part of it. */
  readonly whole?: Catalog;
}

/** What is compiled for one kind of caller is not for another. */
export function sightOf({ trusted, withoutSecrets }: ConditionScope): string {
  return trusted ? (withoutSecrets ? "agent" : "trusted") : "client";
}

/** A guest who sends nothing: what every condition is compiled for first, to see whether it can be. */
export const nobody: ConditionFacts = {
  caller: guest,
  request: insideRequest,
  now: new Date(0),
  body: null,
};
