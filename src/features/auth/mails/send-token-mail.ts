import type { Context } from "../../../kernel/context.ts";
import type { Row } from "../../../kernel/storage.ts";
import type { AuthCollection } from "../auth-collection.ts";
import { signRecordToken } from "../record-token.ts";
import { sendAuthMail } from "./send-auth-mail.ts";

const templates = {
  verification: "verificationTemplate",
  passwordReset: "resetPasswordTemplate",
  emailChange: "confirmEmailChangeTemplate",
} as const;

/**
 * Mails a token to a record's owner, at the address that it has or shall have. A repetition within
 * two minutes is not sent: the first mail is on its way.
 */
export async function sendTokenMail(
  context: Context,
  collection: AuthCollection,
  row: Row,
  type: keyof typeof templates,
  newEmail?: string,
): Promise<void> {
  const email = String(row.email);
  const to = newEmail ?? email;
  const mail = `${type}:${collection.id}:${String(row.id)}:${to}`;
  if (!context.services.attempts.takeMailTurn(context, mail)) return;
  const claims = newEmail === undefined ? { email } : { email, newEmail };
  const token = await signRecordToken(collection, row, type, context.now(), { claims });
  const template = collection.auth[templates[type]];
  await sendAuthMail(context, collection, row, {
    to,
    template,
    values: { TOKEN: token },
    about: type,
  });
}
