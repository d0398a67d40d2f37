import type { Caller } from "./caller.ts";
import type { Context, RequestFacts } from "./context.ts";
import type { AnyOperation } from "./operation.ts";

/** What stands before every call: where superusers come from, and how often an address may ask. */
export interface Admission {
  /** Whether `limit` has anything to do: off, it costs nothing. */
  readonly isLimiting: boolean;
  /** Counts a request. @throws Failure `rateLimited`, saying when to ask again. */
  limit(caller: Caller, request: RequestFacts, asked: Asked): Promise<void>;
  /** @throws Failure `forbidden` where superusers may not come from. */
  checkSuperuser(request: Pick<RequestFacts, "address">): void;
}

/** A request as rate limits see it. */
export interface Asked {
  /** Whatever has a counter of its own: an operation's or a door's name. */
  readonly route: string;
  readonly method: string;
  /** `/api/collections/users/records`; "" where there is none. */
  readonly path: string;
  /** The operation's own labels: `create`, `auth`. */
  readonly labels: readonly string[];
  /** Name or id, as the caller has it. */
  readonly collection: string | null;
}

/** An operation counts alike through every door that has an address: by its own route. */
export function limitCall(
  context: Context,
  operation: AnyOperation,
  input: unknown,
): Promise<void> {
  const given = (typeof input === "object" ? input : null) as Readonly<
    Record<string, unknown>
  > | null;
  const [method = "", pattern = ""] = operation.http?.split(" ") ?? [];
  const collection = given?.collection;
  return context.services.admission.limit(context.caller, context.request, {
    route: operation.name,
    method,
    path:
      pattern && `/api${pattern.replaceAll(/:(\w+)/g, (_, name) => String(given?.[name] ?? ""))}`,
    labels: operation.rateLabels ?? [],
    collection: typeof collection === "string" ? collection : null,
  });
}

declare module "./context.ts" {
  interface Services {
    /** Lent by the settings feature. */
    readonly admission: Admission;
  }
}
