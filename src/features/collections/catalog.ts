import { type Caller, localOperator } from "../../kernel/caller.ts";
import { Failure, type Problem } from "../../kernel/failure.ts";
import { nearest } from "../../lib/nearest.ts";
import type { Reader, Writer } from "../../kernel/storage.ts";
import type { OAuth2Provider } from "./auth-options.ts";
import type { Collection } from "./collection.ts";
import { visibleCollections } from "./visible-collections.ts";

/**
 * All collections as they were at one version of the schema. It never changes; a schema change makes
 * a new one, and whatever was compiled against the old one goes with it.
 */
export class Catalog {
  readonly #byId = new Map<string, Collection>();
  readonly #byName = new Map<string, Collection>();

  constructor(
    /** Grows with every schema change, in any process. */
    readonly version: number,
    /** In order of name. */
    readonly collections: readonly Collection[],
  ) {
    for (const collection of collections) {
      this.#byId.set(collection.id, collection);
      this.#byName.set(collection.name.toLowerCase(), collection);
    }
  }

  /** The schema as it would be with this collection, new or changed. */
  with(changed: Collection): Catalog {
    const others = this.collections.filter(({ id }) => id !== changed.id);
    return new Catalog(this.version, [...others, changed].toSorted(byName));
  }

  without(ids: ReadonlySet<string>): Catalog {
    return new Catalog(
      this.version,
      this.collections.filter(({ id }) => !ids.has(id)),
    );
  }

  /** By name (any case) or id. */
  find(nameOrId: string): Collection | undefined {
    return this.#byName.get(nameOrId.toLowerCase()) ?? this.#byId.get(nameOrId);
  }

  /** @throws Failure `notFound` with the nearest name that `caller` may know. */
  get(nameOrId: string, caller: Caller = localOperator): Collection {
    const found = this.find(nameOrId);
    if (found) return found;
    throw this.missing(nameOrId, caller);
  }

  /** The answer for a collection that is not there, or that the caller must not know of. */
  missing(
    nameOrId: string,
    caller: Caller = localOperator,
    message = "Missing or invalid collection context.",
  ): Failure {
    const names = visibleCollections(this, caller).map((collection) => collection.name);
    const near = nearest(nameOrId, names);
    return new Failure("notFound", message, {
      hint: near ? `Did you mean the collection ${near}?` : "list_collections shows what there is.",
    });
  }
}

function byName(a: Collection, b: Collection): number {
  return a.name < b.name ? -1 : 1;
}

/** The collections feature's loan to the others. */
export interface Catalogs {
  /** The committed schema; a change by any process is seen at the next call. */
  current(): Promise<Catalog>;
  /** What `current` answered last, without a look: good right after somebody has asked. */
  readonly latest: Catalog | undefined;
  /** The schema as a transaction sees it, its own changes included. */
  within(reader: Reader): Promise<Catalog>;
}

declare module "../../kernel/context.ts" {
  interface Services {
    readonly catalogs: Catalogs;
    /** Lent by the hooks feature: drops the hooks of a collection that is gone. */
    readonly forgetHooks: (
      context: Context,
      writer: Writer,
      collection: Collection,
    ) => Promise<void>;
    /**
     * Lent by the records feature; `author`: who writes the rule, where that is not the product.
     * @throws Failure `invalid` saying where the rule is wrong.
     */
    readonly checkRule: (
      catalog: Catalog,
      collection: Collection,
      rule: string,
      author?: Pick<Caller, "token">,
    ) => void;
    /** Lent by the auth feature: what is wrong with a provider that a collection is to use. */
    readonly checkProvider: (provider: OAuth2Provider) => Record<string, Problem>;
  }
}
