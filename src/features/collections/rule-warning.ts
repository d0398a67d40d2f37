import { Type } from "@sinclair/typebox";
import type { Caller } from "../../kernel/caller.ts";
import type { Context } from "../../kernel/context.ts";
import type { Catalog } from "./catalog.ts";
import type { Collection } from "./collection.ts";

/** A rule that can be saved, and most likely means something else than it says. */
export interface RuleWarning {
  /** Stable: `guest-matches-empty`. */
  readonly code: string;
  readonly collection: string;
  /** Which rule of it: `listRule`. */
  readonly rule: string;
  /** What happens. */
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
}

export const ruleWarningOutput = Type.Object({
  code: Type.String(),
  collection: Type.String(),
  rule: Type.String(),
  message: Type.String(),
  fix: Type.String(),
});

/**
 * What a changed collection brings with it, for itself and for others: what was warned of before is
 * known.
 */
export function newWarnings(
  { services: { ruleWarnings }, caller }: Context,
  catalog: Catalog,
  changed: Collection,
): RuleWarning[] {
  const known = new Set(ruleWarnings(catalog, caller).map(keyOf));
  const after = ruleWarnings(catalog.with(changed), caller);
  return after.filter((warning) => !known.has(keyOf(warning)));
}

function keyOf({ code, collection, rule, message }: RuleWarning): string {
  return `${code} ${collection} ${rule} ${message}`;
}

declare module "../../kernel/context.ts" {
  interface Services {
    /** Lent by the rules feature: what to warn this caller of, in all collections. */
    readonly ruleWarnings: (catalog: Catalog, caller: Caller) => RuleWarning[];
  }
}
