import type { Caller } from "../kernel/caller.ts";
import type { AnyOperation } from "../kernel/operation.ts";
import { whyNot, whyNotOn, type RuledCollection } from "../kernel/why-not.ts";

/** Whether this caller is told of the operation: it may still be refused for what it asks. */
export function mayCall(caller: Caller, operation: AnyOperation): boolean {
  return whyNot(caller, operation) === null;
}

/** The same for an operation on a collection's records, whose rules may be locked. */
export function mayCallOn(
  caller: Caller,
  operation: AnyOperation,
  collection: RuledCollection,
): boolean {
  return whyNotOn(caller, operation, collection) === null;
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
