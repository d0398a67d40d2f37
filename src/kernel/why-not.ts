import type { Caller } from "./caller.ts";
import { missingGrant } from "./invoke.ts";
import type { AnyOperation } from "./operation.ts";

/** A collection as far as it says who may do what. */
export interface RuledCollection {
  readonly id: string;
  readonly name: string;
  readonly listRule: string | null;
  readonly viewRule: string | null;
  readonly createRule: string | null;
  readonly updateRule: string | null;
  readonly deleteRule: string | null;
}

/**
 * Why this caller is not told of the operation, in words an admin can act on; null where they are.
 * Whoever is told may still be refused for what they ask.
 */
export function whyNot({ superuser, token }: Caller, operation: AnyOperation): string | null {
  if (operation.access === "superuser" && !superuser) {
    return `${operation.name} is for superusers alone.`;
  }
  return missingGrant(token, operation);
}

/** The same for an operation on a collection's records, whose rules may be locked. */
export function whyNotOn(
  caller: Caller,
  operation: AnyOperation,
  collection: RuledCollection,
): string | null {
  const general = whyNot(caller, operation);
  if (general !== null) return general;
  if (!isReached(caller, collection)) {
    return `The token "${caller.token?.name}" is confined to other collections.`;
  }
  const rule = ruleOf[operation.name];
  if (caller.superuser || rule === undefined || collection[rule] !== null) return null;
  return `The ${rule} of ${collection.name} is locked: superusers alone pass it.`;
}

/** False where the caller's token is confined to other collections. */
export function isReached({ token }: Caller, { id }: Pick<RuledCollection, "id">): boolean {
  return !token?.collections || token.collections.has(id);
}

const ruleOf: Readonly<Record<string, Exclude<keyof RuledCollection, "id" | "name">>> = {
  "records.list": "listRule",
  "records.get": "viewRule",
  "records.create": "createRule",
  "records.update": "updateRule",
  "records.delete": "deleteRule",
};
