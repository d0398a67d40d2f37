const words = {
  signedIn: ["You can close this window", "The app goes on with signing you in."],
  refused: ["You were not signed in", "Close this window and try again in the app."],
  unawaited: [
    "Nothing waits for this sign-in",
    "The app was closed, or took too long. Close this window and begin again there.",
  ],
} as const;

/** What is left in the popup once the app knows; the app closes it. It loads and runs nothing. */
export function oauth2RedirectPage(arrived: keyof typeof words, error: string): string {
  const [title, text] = words[arrived];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body><main>
<h1>${title}</h1>
<p>${text}</p>
${error && `<p>The provider says: <code>${Bun.escapeHTML(error.slice(0, 200))}</code></p>`}
</main></body>
</html>
`;
}

const style = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0;min-height:100vh;display:grid;place-items:center;text-align:center}
main{max-width:24rem;padding:1.5rem}
h1{font-size:1.4rem;margin:0 0 .5rem}`;

/** The address holds a code: it goes into no other site's log and no cache. */
export const redirectPageHeaders: Readonly<Record<string, string>> = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${new Bun.CryptoHasher("sha256").update(style).digest("base64")}'; base-uri 'none'; frame-ancestors 'none'`,
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};
