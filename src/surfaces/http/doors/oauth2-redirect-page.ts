import type { Door } from "../http-host.ts";
import { queryOf } from "../request-facts.ts";
import { escapeHtml, plainPage } from "./plain-page.ts";

/** How a popup's sign-in ended: the app heard of it, heard a no, or was not there to hear. */
export type SignInEnd = "signedIn" | "refused" | "unawaited";

const words: Readonly<Record<SignInEnd, readonly [title: string, text: string]>> = {
  signedIn: ["You can close this window", "The app goes on with signing you in."],
  refused: ["You were not signed in", "Close this window and try again in the app."],
  unawaited: [
    "Nothing waits for this sign-in",
    "The app was closed, or took too long. Close this window and begin again there.",
  ],
};

const success = "/_/auth/oauth2-redirect-success";
const failure = "/_/auth/oauth2-redirect-failure";

/** What is left in the popup once the app knows; the app closes it. */
export function oauth2RedirectPageDoor(): Door {
  return {
    paths: [success, failure],
    answer(request) {
      if (request.method !== "GET") {
        return new Response(null, { status: 405, headers: { allow: "GET, HEAD" } });
      }
      const { pathname } = new URL(request.url);
      if (pathname === success) return page(200, "signedIn", "");
      const said = queryOf(request.url);
      return page(400, said.has("unawaited") ? "unawaited" : "refused", said.get("error") ?? "");
    },
  };
}

/** Where the popup goes on to, which no longer has the code in its address; relative to the host. */
export function oauth2RedirectPath(end: SignInEnd, error: string): string {
  if (end === "signedIn") return success;
  const said = new URLSearchParams(end === "unawaited" ? { unawaited: "" } : {});
  if (error !== "") said.set("error", error.slice(0, 200));
  return said.size > 0 ? `${failure}?${said}` : failure;
}

function page(status: number, end: SignInEnd, error: string): Response {
  const [title, text] = words[end];
  const said = escapeHtml(error.slice(0, 200));
  const body = `<h1>${title}</h1>
<p>${text}</p>
${said && `<p>The provider says: <code>${said}</code></p>`}`;
  return plainPage(status, title, body);
}
