import type { Caller } from "../kernel/caller.ts";
import { missingGrant } from "../kernel/invoke.ts";
import type { AnyOperation } from "../kernel/operation.ts";

/** A collection as far as it says who may do what. */
export interface RuledCollection {
  readonly id: string;
  readonly listRule: string | null;
  readonly viewRule: string | null;
  readonly createRule: string | null;
  readonly updateRule: string | null;
  readonly deleteRule: string | null;
}

/** Whether this caller is told of the operation: it may still be refused for what it asks. */
export function mayCall({ superuser, token }: Caller, operation: AnyOperation): boolean {
  if (operation.access === "superuser" && !superuser) return false;
  return missingGrant(token, operation) === null;
}

/** The same for an operation on a collection's records, whose rules may be locked. */
export function mayCallOn(
  caller: Caller,
  operation: AnyOperation,
  collection: RuledCollection,
): boolean {
  if (!mayCall(caller, operation) || !isReached(caller, collection)) return false;
  const rule = ruleOf[operation.name];
  return caller.superuser || rule === undefined || collection[rule] !== null;
}

/** False where the caller's token is confined to other collections. */
export function isReached({ token }: Caller, { id }: Pick<RuledCollection, "id">): boolean {
  return !token?.collections || token.collections.has(id);
}

/** What a caller may call depends on nothing else than this. */
export function grantKey({ superuser, token }: Caller): string {
  return JSON.stringify([
    superuser,
    token && [...token.scopes].toSorted(),
    token?.readOnly,
    token?.collections && [...token.collections].toSorted(),
    token?.tools?.entries,
  ]);
}

const ruleOf: Readonly<Record<string, Exclude<keyof RuledCollection, "id">>> = {
  "records.list": "listRule",
  "records.get": "viewRule",
  "records.create": "createRule",
  "records.update": "updateRule",
  "records.delete": "deleteRule",
};
