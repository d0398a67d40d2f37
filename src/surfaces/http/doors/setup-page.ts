import { escapeHtml, plainPage } from "./plain-page.ts";

/** What the setup page shows: a form, a refusal, or the good end. */
export type SetupContent =
  | { readonly form: { readonly token: string; readonly email: string; readonly problem: string } }
  | { readonly refusal: string }
  | { readonly done: string };

export function setupPage(status: number, content: SetupContent): Response {
  return plainPage(status, "Set up Vaultbase", bodyOf(content));
}

function bodyOf(content: SetupContent): string {
  if ("refusal" in content) {
    return `<h1>Set up Vaultbase</h1><p role="alert">${escapeHtml(content.refusal)}</p>`;
  }
  if ("done" in content) {
    return `<h1>You are the superuser</h1>
<p>${escapeHtml(content.done)} can sign in now, and this link has done its work.</p>
<p>A token for an agent comes from the command line:</p>
<pre>vaultbase token mint --name my-agent --scope mcp:read --scope mcp:write</pre>`;
  }
  const { token, email, problem } = content.form;
  return `<h1>Set up Vaultbase</h1>
<p>Make the first superuser, who may do everything.</p>
${problem && `<p role="alert">${escapeHtml(problem)}</p>`}
<form method="post" action="/_/setup">
<input type="hidden" name="token" value="${escapeHtml(token)}">
<label>E-mail address
<input type="email" name="email" value="${escapeHtml(email)}" required autofocus autocomplete="username"></label>
<label>Password, at least 8 characters
<input type="password" name="password" required minlength="8" autocomplete="new-password"></label>
<button>Create superuser</button>
</form>`;
}
