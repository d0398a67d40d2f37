import type { Caller } from "../../kernel/caller.ts";
import { Failure } from "../../kernel/failure.ts";
import type { RouteScript } from "../scripts/script.ts";

/** @throws Failure `unauthenticated` or `forbidden`, saying what is missing. */
export function allowRoute(caller: Caller, { access, method, name }: RouteScript): void {
  const { superuser, record, token } = caller;
  if (token?.readOnly && method !== "GET") {
    throw forbidden(`The token "${token.name}" is read-only, and ${method} writes.`);
  }
  if (access === "public") return;
  if (!superuser && !record && !token) {
    throw new Failure("unauthenticated", "The request requires valid record authorization token.", {
      hint: "Sign in, or send a token.",
    });
  }
  if (access === "authenticated") return;
  if (!superuser) throw forbidden(`The route ${name} is for superusers.`);
  if (access === "superuser" || !token || token.scopes.has(access)) return;
  throw forbidden(`It needs the scope ${access}, which the token "${token.name}" lacks.`);
}

function forbidden(hint: string): Failure {
  return new Failure("forbidden", "You are not allowed to perform this request.", { hint });
}
