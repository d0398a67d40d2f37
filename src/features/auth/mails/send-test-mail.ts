import { Type } from "@sinclair/typebox";
import { blank, Failure, type FailureDetails, type Problem } from "../../../kernel/failure.ts";
import { operation } from "../../../kernel/operation.ts";
import type { Row } from "../../../kernel/storage.ts";
import type { AuthOptions, MailTemplate } from "../../collections/auth-options.ts";
import { superusersId } from "../../collections/collection.ts";
import { isAuth } from "../auth-collection.ts";
import { checkAddress } from "../submitted.ts";
import { composeAuthMail } from "./send-auth-mail.ts";

/** A collection's mail as somebody would get it, with codes that open nothing. */
export const sendTestMail = operation({
  name: "settings.testEmail",
  summary: "Send one of an auth collection's mails to an address, to see that mails arrive.",
  access: "superuser",
  scope: "admin",
  effect: "write",
  dryRun: false,
  input: Type.Object(
    {
      email: Type.String({ description: "Where to." }),
      template: Type.String({
        description: "verification, password-reset, email-change, otp or login-alert.",
      }),
      collection: Type.Optional(
        Type.String({ description: "Whose template; the superusers' unless it is said." }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({}),
  refusal: "Failed to send the test email.",
  http: "POST /settings/test/email",
  command: {
    positional: ["email", "template"],
    example: "vaultbase settings test-email me@example.com verification --collection users",
  },

  async run(context, { email, template, collection: name }) {
    const catalog = await context.services.catalogs.current();
    const found = catalog.find(name || superusersId);
    const choose = Object.hasOwn(templates, template) ? templates[template] : undefined;
    const problems = {
      email: checkAddress(email),
      template: template === "" ? blank : choose ? null : noTemplate,
      collection: found && isAuth(found) ? null : noAuthCollection,
    };
    const wrong = Object.entries(problems).filter((each): each is [string, Problem] => !!each[1]);
    if (wrong.length > 0 || !choose || !found || !isAuth(found)) {
      throw refusal("Nothing was sent.", { problems: Object.fromEntries(wrong) });
    }
    const mail = await composeAuthMail(
      context,
      found,
      exampleRow(email),
      choose(found.auth),
      exampleValues,
    );
    try {
      await context.services.mailer.send({ ...mail, to: [email] });
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      throw refusal(`${thrown.message} ${thrown.hint ?? ""}`.trim(), { cause: thrown });
    }
    return {};
  },
});

const templates: Readonly<Record<string, (auth: AuthOptions) => MailTemplate>> = {
  verification: (auth) => auth.verificationTemplate,
  "password-reset": (auth) => auth.resetPasswordTemplate,
  "email-change": (auth) => auth.confirmEmailChangeTemplate,
  otp: (auth) => auth.otp.emailTemplate,
  "login-alert": (auth) => auth.authAlert.emailTemplate,
};

/** Whom an example is about. */
export function exampleRow(email: string): Row {
  return { id: "testtesttest123", email };
}

/** Codes that open nothing. */
export const exampleValues = {
  TOKEN: "test",
  OTP: "12345678",
  OTP_ID: "test",
  ALERT_INFO: "a test",
};

const noTemplate: Problem = {
  code: "validation_in_invalid",
  message: `Must be one of ${Object.keys(templates).join(", ")}.`,
};

const noAuthCollection: Problem = {
  code: "validation_invalid_auth_collection",
  message: "Must be a valid auth collection id or name.",
};

function refusal(hint: string, details: Omit<FailureDetails, "hint">): Failure {
  return new Failure("invalid", "Failed to send the test email.", { hint, ...details });
}
