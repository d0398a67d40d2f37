import { escapeHtml, plainPage } from "./plain-page.ts";

const words = {
  signedIn: ["You can close this window", "The app goes on with signing you in."],
  refused: ["You were not signed in", "Close this window and try again in the app."],
  unawaited: [
    "Nothing waits for this sign-in",
    "The app was closed, or took too long. Close this window and begin again there.",
  ],
} as const;

/** What is left in the popup once the app knows; the app closes it. */
export function oauth2RedirectPage(arrived: keyof typeof words, error: string): Response {
  const [title, text] = words[arrived];
  const said = escapeHtml(error.slice(0, 200));
  const body = `<h1>${title}</h1>
<p>${text}</p>
${said && `<p>The provider says: <code>${said}</code></p>`}`;
  return plainPage(arrived === "signedIn" ? 200 : 400, title, body);
}
