import type { Admission } from "../../kernel/admission.ts";
import type { AnsweredRequest } from "../../kernel/answered-request.ts";
import type { Caller } from "../../kernel/caller.ts";
import type { Context, RequestFacts } from "../../kernel/context.ts";
import type { AnyOperation } from "../../kernel/operation.ts";

/** All that this surface needs of the product. The app hands it in; no feature is imported here. */
export interface HttpHost {
  readonly operations: ReadonlyMap<string, AnyOperation>;
  contextFor(
    caller: Caller,
    request?: RequestFacts,
    options?: { readonly dryRun?: boolean },
  ): Context;
  /** @throws Failure `unauthenticated` for a token of ours that is unknown, expired or revoked. */
  identify(credential: string): Promise<Caller>;
  readonly admission: Admission;
  /** Where a request comes from, given where its connection does. */
  clientAddress(headers: Headers, connection: string): string;
  /** Something unforeseen, for the log. */
  report(thrown: unknown, where: string): void;
  /** Hears of every request that is answered; it must be quick and may not throw. */
  answered?(request: AnsweredRequest): void;
}

/** What is no operation: pages, uploads, streams, MCP. Its answer goes out as it is. */
export interface Door {
  /** Elysia's paths; every method comes through. */
  readonly paths: readonly string[];
  /** Its good answers are logged call by call, by somebody who knows more about them. */
  readonly ownLog?: boolean;
  /** It says itself which pages may ask; others let all. */
  readonly ownPreflight?: boolean;
  answer(request: Request, facts: RequestFacts): Promise<Response> | Response;
}
