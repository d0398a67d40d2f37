import { checkSetupToken } from "../../../features/auth/superusers/setup-token.ts";
import { setUpSuperuser } from "../../../features/auth/superusers/set-up-superuser.ts";
import { guest } from "../../../kernel/caller.ts";
import type { RequestFacts } from "../../../kernel/context.ts";
import { asFailure } from "../../../kernel/failure.ts";
import { invoke } from "../../../kernel/invoke.ts";
import { statuses } from "../failure-response.ts";
import type { Door, HttpHost } from "../http-host.ts";
import { limitBody } from "../limit-body.ts";
import { queryOf } from "../request-facts.ts";
import { sentences } from "./plain-page.ts";
import { setupPage } from "./setup-page.ts";

/**
 * The page behind the link that a new server prints: a form for the first superuser, posted to
 * itself. It runs no script, so the link works in any browser.
 */
export function setupDoor(host: HttpHost): Door {
  return {
    paths: ["/_/setup"],
    async answer(request, facts) {
      try {
        if (request.method === "POST") return await receive(host, request, facts);
        if (request.method === "GET") return await show(host, request);
        return new Response(null, { status: 405, headers: { allow: "GET, HEAD, POST" } });
      } catch (thrown) {
        const failure = asFailure(thrown);
        if (failure.code === "internal") host.report(failure.cause ?? failure, "setup page");
        return setupPage(statuses[failure.code], { refusal: sentences(failure) });
      }
    },
  };
}

/** Three short fields need no more. */
const formBytes = 4096;

async function show(host: HttpHost, request: Request): Promise<Response> {
  const token = queryOf(request.url).get("token") ?? "";
  await checkSetupToken(host.contextFor(guest).storage, token);
  return setupPage(200, { form: { token, email: "", problem: "" } });
}

async function receive(host: HttpHost, request: Request, facts: RequestFacts): Promise<Response> {
  const body = new URLSearchParams(await (await limitBody(request, formBytes)).text());
  const [token, email, password] = ["token", "email", "password"].map(
    (name) => body.get(name) ?? "",
  ) as [string, string, string];
  const context = host.contextFor(guest, facts);
  try {
    await invoke(context, setUpSuperuser, { token, email, password });
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.code !== "invalid") throw failure;
    return setupPage(400, { form: { token, email, problem: sentences(failure) } });
  }
  return setupPage(200, { done: email });
}
