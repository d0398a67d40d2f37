import { presentAuth } from "./auth-options.ts";
import type { Collection } from "./collection.ts";
import type { RuleWarning } from "./rule-warning.ts";

interface PresentedCollection {
  id: string;
  name: string;
  type: string;
  [option: string]: unknown;
}

/** A collection as the wire has it: options flat, secrets left out. */
export function presentCollection(collection: Collection): PresentedCollection {
  const { auth, search, ...rest } = collection;
  return { ...rest, ...(search && { search }), ...(auth && presentAuth(auth)) };
}

/** What to say along with a saved collection; it is kept nowhere. */
export function withWarnings(
  presented: PresentedCollection,
  warnings: readonly RuleWarning[],
): PresentedCollection {
  return warnings.length > 0 ? { ...presented, warnings } : presented;
}
