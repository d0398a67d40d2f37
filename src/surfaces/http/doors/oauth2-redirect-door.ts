import { guest } from "../../../kernel/caller.ts";
import type { Context, RequestFacts } from "../../../kernel/context.ts";
import { refuse } from "../answer-operation.ts";
import type { Door, HttpHost } from "../http-host.ts";
import { limitBody } from "../limit-body.ts";
import { noSuchRoute } from "../no-such-route.ts";
import { queryOf } from "../request-facts.ts";
import { oauth2RedirectPath, type SignInEnd } from "./oauth2-redirect-page.ts";

/**
 * Where a provider sends the browser back to in the popup flow of PocketBase's SDK: the `state` is the
 * realtime client of the page that waits, and what came along is pushed to it. The browser goes on to a
 * page without a code in its address.
 */
export function oauth2RedirectDoor(host: HttpHost): Door {
  return {
    paths: ["/api/oauth2-redirect", "/api/v1/oauth2-redirect"],
    async answer(request, facts) {
      try {
        const said = await readAnswer(request);
        const end = passOn(host.contextFor(guest, facts), facts, said);
        return goOn(request, oauth2RedirectPath(end, said.get("error") ?? ""));
      } catch (thrown) {
        return refuse(host, thrown, "oauth2-redirect");
      }
    },
  };
}

/** A code, a state and, from Apple, a name. */
const formBytes = 16 * 1024;

/** Most providers redirect; Apple has the browser post a form. */
async function readAnswer(request: Request): Promise<URLSearchParams> {
  if (request.method === "GET") return queryOf(request.url);
  if (request.method === "POST") {
    return new URLSearchParams(await (await limitBody(request, formBytes)).text());
  }
  throw noSuchRoute();
}

/** Relative, for hosts where we have a path of our own; what came as a form is not sent on. */
function goOn({ url, method }: Request, path: string): Response {
  const up = "../".repeat(new URL(url).pathname.split("/").length - 2);
  const headers = { location: `${up}${path.slice(1)}`, "cache-control": "no-store" };
  return new Response(null, { status: method === "GET" ? 307 : 303, headers });
}

/** Answers whether somebody waits for it; only a page behind the same address does. */
function passOn(
  { services }: Context,
  { address }: RequestFacts,
  said: URLSearchParams,
): SignInEnd {
  const [state, code, error] = ["state", "code", "error"].map((name) => said.get(name) ?? "") as [
    string,
    string,
    string,
  ];
  services.consentForms.keep(code, said.get("user") ?? "");
  const news = { state, code, ...(error !== "" && { error }) };
  if (!services.realtime.send(state, "@oauth2", news, address)) return "unawaited";
  return code === "" || error !== "" ? "refused" : "signedIn";
}
