import { isProblem, type Failure } from "../../../kernel/failure.ts";

/**
 * A page of our own, which loads nothing and runs nothing. Its address may hold a secret: it goes
 * into no other site's log and no cache. `body` is HTML.
 */
export function plainPage(status: number, title: string, body: string): Response {
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body><main>${body}</main></body>
</html>
`;
  return new Response(html, { status, headers });
}

export function escapeHtml(text: string): string {
  return Bun.escapeHTML(text);
}

/** What went wrong in words: each problem with its field, or the failure itself. */
export function sentences(failure: Failure): string {
  const problems = Object.entries(failure.problems).map(([name, problem]) =>
    isProblem(problem) ? `${name}: ${problem.message}` : name,
  );
  return problems.length > 0
    ? problems.join(" ")
    : [failure.message, failure.hint].filter(Boolean).join(" ");
}

const style = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0;min-height:100vh;display:grid;place-items:center}
main{width:min(24rem,calc(100vw - 3rem));padding:1.5rem 0}
h1{font-size:1.4rem;margin:0 0 .5rem}
form{display:grid;gap:1rem;margin-top:1.5rem}
label{display:grid;gap:.25rem;font-size:.9rem}
input,button{font:inherit;padding:.6rem .75rem;border-radius:.4rem;border:1px solid GrayText}
button{background:#2456d6;border-color:#2456d6;color:#fff;font-weight:600;cursor:pointer}
input:focus-visible,button:focus-visible{outline:3px solid #8fb0ff;outline-offset:1px}
[role=alert]{border-left:4px solid #c62828;padding:.5rem .75rem;background:#c628281a}
pre{overflow-x:auto;padding:.75rem;background:#8882;border-radius:.4rem;font-size:.85rem}`;

const headers: Readonly<Record<string, string>> = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${new Bun.CryptoHasher("sha256").update(style).digest("base64")}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};
