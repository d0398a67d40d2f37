/** What the setup page shows: a form, a refusal, or the good end. */
export type SetupContent =
  | { readonly form: { readonly token: string; readonly email: string; readonly problem: string } }
  | { readonly refusal: string }
  | { readonly done: string };

/** A whole page that loads nothing and runs nothing. */
export function setupPage(content: SetupContent): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Set up Vaultbase</title>
<style>${style}</style>
</head>
<body><main>${bodyOf(content)}</main></body>
</html>
`;
}

function bodyOf(content: SetupContent): string {
  if ("refusal" in content) {
    return `<h1>Set up Vaultbase</h1><p role="alert">${escape(content.refusal)}</p>`;
  }
  if ("done" in content) {
    return `<h1>You are the superuser</h1>
<p>${escape(content.done)} can sign in now, and this link has done its work.</p>
<p>A token for an agent comes from the command line:</p>
<pre>vaultbase token mint --name my-agent --scope mcp:read --scope mcp:write</pre>`;
  }
  const { token, email, problem } = content.form;
  return `<h1>Set up Vaultbase</h1>
<p>Make the first superuser, who may do everything.</p>
${problem && `<p role="alert">${escape(problem)}</p>`}
<form method="post" action="/_/setup">
<input type="hidden" name="token" value="${escape(token)}">
<label>E-mail address
<input type="email" name="email" value="${escape(email)}" required autofocus autocomplete="username"></label>
<label>Password, at least 8 characters
<input type="password" name="password" required minlength="8" autocomplete="new-password"></label>
<button>Create superuser</button>
</form>`;
}

function escape(text: string): string {
  return Bun.escapeHTML(text);
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

/** The link holds a secret: it goes into no other site's log and no cache. */
export const setupHeaders: Readonly<Record<string, string>> = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${new Bun.CryptoHasher("sha256").update(style).digest("base64")}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};
