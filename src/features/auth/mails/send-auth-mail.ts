import type { Context } from "../../../kernel/context.ts";
import type { Row } from "../../../kernel/storage.ts";
import type { MailTemplate } from "../../collections/auth-options.ts";
import type { AuthCollection } from "../auth-collection.ts";
import { fillTemplate } from "./mail-template.ts";

/** What to write to a record's owner. */
export interface AuthMail {
  readonly to: string;
  readonly template: MailTemplate;
  /** By the names of the template's placeholders. */
  readonly values: Readonly<Record<string, string>>;
  /** For the log, should it fail. */
  readonly about: string;
}

/**
 * Sends it in the background: an answer that waited for the mail server would tell who has an
 * account. Never inside a write. A dry run sends nothing.
 */
export async function sendAuthMail(
  context: Context,
  collection: AuthCollection,
  row: Row,
  mail: AuthMail,
): Promise<void> {
  if (context.dryRun || mail.to === "") return;
  const composed = await composeAuthMail(context, collection, row, mail.template, mail.values);
  context.services.mailer.sendSoon({ ...composed, to: [mail.to] }, mail.about);
}

/** The template, filled in with what every mail may say as well. */
export async function composeAuthMail(
  context: Context,
  collection: AuthCollection,
  row: Row,
  template: MailTemplate,
  values: AuthMail["values"],
): Promise<{ readonly subject: string; readonly html: string }> {
  const { meta } = await context.services.settings.current();
  const usual = { APP_NAME: meta.appName, APP_URL: meta.appURL.replace(/\/+$/, "") };
  const filled = fillTemplate(onOurPages(template), { ...usual, ...values }, collection, row);
  return { subject: filled.subject, html: filled.body };
}

/** Collections that come from PocketBase link to its pages; ours have the same names, without the #. */
function onOurPages({ subject, body }: MailTemplate): MailTemplate {
  return { subject, body: body.replaceAll("{APP_URL}/_/#/auth/", "{APP_URL}/_/auth/") };
}
