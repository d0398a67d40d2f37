import { Type } from "@sinclair/typebox";
import type { Context } from "../../../kernel/context.ts";
import { Failure } from "../../../kernel/failure.ts";
import { limits } from "../../../kernel/limits.ts";
import { operation } from "../../../kernel/operation.ts";
import type { Row } from "../../../kernel/storage.ts";
import { hashPassword } from "../../../lib/password.ts";
import { collectionInput } from "../../records/record-options.ts";
import { authCollection, type AuthCollection } from "../auth-collection.ts";
import { addCompanion, companionsOf, isOlderThan } from "../companions/companion.ts";
import { findByIdentity } from "../find-by-identity.ts";
import { sendAuthMail } from "../mails/send-auth-mail.ts";
import { checkAddress, formText, refuseDryRun, refuseSubmitted } from "../submitted.ts";
import { wholeStep } from "../whole-step.ts";

/** Sends a one-time password; the answer is the same for an address that nobody has. */
export const requestOtp = operation({
  name: "auth.requestOtp",
  summary: "Send a one-time password to an auth record's address.",
  access: "public",
  effect: "write",
  input: Type.Object(
    { collection: collectionInput, email: formText({ description: "The record's address." }) },
    { additionalProperties: false },
  ),
  output: Type.Object({ otpId: Type.String({ description: "For auth-with-otp." }) }),
  rateLabels: ["requestOTP"],
  http: "POST /collections/:collection/request-otp",

  async run(context, { collection: name, email = "" }) {
    refuseDryRun(context);
    const startedAt = context.now();
    const collection = authCollection(await context.services.catalogs.current(), name);
    const { length } = otpOf(collection);
    refuseSubmitted({ email: checkAddress(email) });
    const plain = digits(context, length);
    // For nobody as well, so that both take the same time.
    const password = await hashPassword(plain);
    const row = await findByIdentity(context.storage, collection, "email", email);
    const otpId = row
      ? await sendOtp(context, collection, row, { plain, password })
      : context.randomId(15);
    await wholeStep(context, startedAt, limits.mailStepMs);
    return { otpId };
  },
});

/** Answers its id; that of the last one where too many are under way. */
async function sendOtp(
  context: Context,
  collection: AuthCollection,
  row: Row,
  { plain, password }: { readonly plain: string; readonly password: string },
): Promise<string> {
  const { emailTemplate: template, duration } = collection.auth.otp;
  const owner = { collectionId: collection.id, recordId: String(row.id) };
  const sent = await companionsOf(context.storage, "otps", owner);
  const good = sent.filter((each) => !isOlderThan(each, duration, context.now()));
  if (good[0] && good.length >= limits.otpsPerRecord) return good[0].id;
  const sentTo = String(row.email);
  const otpId = await context.storage.write((writer) =>
    addCompanion(context, writer, "otps", owner, { password, sentTo }),
  );
  await sendAuthMail(context, collection, row, {
    to: sentTo,
    template,
    values: { OTP: plain, OTP_ID: otpId },
    about: "a one-time password",
  });
  return otpId;
}

/** @throws Failure `forbidden` where the collection has no one-time passwords. */
export function otpOf(collection: AuthCollection): AuthCollection["auth"]["otp"] {
  const { otp } = collection.auth;
  if (otp.enabled) return otp;
  throw new Failure("forbidden", "The collection is not configured to allow OTP authentication.", {
    hint: `A superuser can enable otp of ${collection.name}.`,
  });
}

function digits(context: Context, length: number): string {
  let found = "";
  while (found.length < length) found += context.randomId(64).replaceAll(/\D/g, "");
  return found.slice(0, length);
}
