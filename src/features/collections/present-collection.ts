import { presentAuth } from "./auth-options.ts";
import type { Collection } from "./collection.ts";

/** A collection as the wire has it: options flat, secrets left out. */
export function presentCollection(collection: Collection): {
  id: string;
  name: string;
  type: string;
  [option: string]: unknown;
} {
  const { auth, search, ...rest } = collection;
  return { ...rest, ...(search && { search }), ...(auth && presentAuth(auth)) };
}
