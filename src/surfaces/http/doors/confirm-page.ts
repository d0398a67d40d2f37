import { escapeHtml, plainPage } from "./plain-page.ts";

export type ConfirmPageName =
  "confirm-verification" | "confirm-password-reset" | "confirm-email-change";

/** What such a page shows: its form, with what was wrong with the last try; a refusal; the good end. */
export type ConfirmContent =
  { readonly problem: string } | { readonly refusal: string } | { readonly done: true };

const words: Readonly<
  Record<
    ConfirmPageName,
    {
      readonly title: string;
      readonly request: string;
      readonly button: string;
      readonly done: string;
      /** HTML. */
      readonly fields: string;
    }
  >
> = {
  "confirm-verification": {
    title: "Confirm your address",
    request: "One press of the button, and your address is confirmed.",
    button: "Confirm address",
    done: "Your address is confirmed.",
    fields: "",
  },
  "confirm-password-reset": {
    title: "Choose a new password",
    request: "It ends every session that is open now.",
    button: "Set password",
    done: "Your new password is set. You can sign in with it now.",
    fields: `${passwordField("New password", "password", "new-password")}
${passwordField("The same again", "passwordConfirm", "new-password")}`,
  },
  "confirm-email-change": {
    title: "Confirm your new address",
    request: "Your password shows that it is you. Every session that is open now ends.",
    button: "Use this address",
    done: "Your account has its new address. You can sign in with it now.",
    fields: passwordField("Password", "password", "current-password"),
  },
};

export function confirmPage(
  status: number,
  name: ConfirmPageName,
  appName: string,
  content: ConfirmContent,
): Response {
  const { title, request, button, done, fields } = words[name];
  const heading = `<h1>${title}</h1><p>${escapeHtml(appName)}</p>`;
  const show = (body: string) => plainPage(status, `${title} · ${appName}`, heading + body);
  if ("refusal" in content) return show(`<p role="alert">${escapeHtml(content.refusal)}</p>`);
  if ("done" in content) return show(`<p>${done} You can close this page.</p>`);
  const { problem } = content;
  return show(`<p>${request}</p>
${problem && `<p role="alert">${escapeHtml(problem)}</p>`}
<form method="post">
${fields}
<button>${button}</button>
</form>`);
}

function passwordField(label: string, name: string, autocomplete: string): string {
  return `<label>${label}
<input type="password" name="${name}" required autocomplete="${autocomplete}"></label>`;
}
