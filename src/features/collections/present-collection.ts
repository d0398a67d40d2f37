import type { Collection } from "./collection.ts";

/** A collection as the wire has it: options flat, secrets left out. */
export function presentCollection(collection: Collection): {
  id: string;
  name: string;
  type: string;
  [option: string]: unknown;
} {
  const { auth, ...rest } = collection;
  if (!auth) return rest;
  return {
    ...rest,
    authRule: auth.authRule,
    manageRule: auth.manageRule,
    passwordAuth: auth.passwordAuth,
    authToken: { duration: auth.authToken.duration },
  };
}
