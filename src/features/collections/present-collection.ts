import { presentAuth } from "./auth-options.ts";
import type { Collection } from "./collection.ts";

/** A collection as the wire has it: options flat, secrets left out. */
export function presentCollection(collection: Collection): {
  id: string;
  name: string;
  type: string;
  [option: string]: unknown;
} {
  const { auth, ...rest } = collection;
  return auth ? { ...rest, ...presentAuth(auth) } : rest;
}
