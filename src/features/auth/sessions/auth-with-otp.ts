import { Type } from "@sinclair/typebox";
import type { Context } from "../../../kernel/context.ts";
import { Failure } from "../../../kernel/failure.ts";
import { limits } from "../../../kernel/limits.ts";
import { operation } from "../../../kernel/operation.ts";
import type { Row } from "../../../kernel/storage.ts";
import { verifyPassword } from "../../../lib/password.ts";
import { collectionInput } from "../../records/record-options.ts";
import { changeAccount } from "../accounts/change-account.ts";
import { authCollection, findAuthRow, type AuthCollection } from "../auth-collection.ts";
import {
  findCompanion,
  isOlderThan,
  removeCompanion,
  type Companion,
} from "../companions/companion.ts";
import { checkText, formText, refuseDryRun, refuseSubmitted } from "../submitted.ts";
import { wholeStep } from "../whole-step.ts";
import { answerSignIn, signInOptions, signInOutput } from "./answer-sign-in.ts";
import { nobodysHash } from "./nobodys-hash.ts";
import { otpOf } from "./request-otp.ts";

interface OtpRow extends Companion {
  readonly password: string;
  readonly sentTo: string;
}

/** Signs in with a one-time password, once; it shows that the mailbox is the record's. */
export const authWithOtp = operation({
  name: "auth.withOtp",
  summary: "Sign in with a one-time password that was mailed.",
  access: "public",
  effect: "write",
  input: Type.Object(
    {
      collection: collectionInput,
      otpId: formText({ description: "From request-otp." }),
      password: formText({ description: "From the mail." }),
      ...signInOptions,
    },
    { additionalProperties: false },
  ),
  output: signInOutput,
  rateLabels: ["authWithOTP", "auth"],
  http: "POST /collections/:collection/auth-with-otp",

  async run(context, { collection: name, otpId = "", password = "", ...input }) {
    refuseDryRun(context);
    const startedAt = context.now();
    const catalog = await context.services.catalogs.current();
    const collection = authCollection(catalog, name);
    const { duration } = otpOf(collection);
    refuseSubmitted({ otpId: checkText(otpId), password: checkText(password, 71) });
    const found = await findCompanion<OtpRow>(context.storage, "otps", otpId);
    const otp = found?.collectionRef === collection.id ? found : undefined;
    const account = otp && `${otp.collectionRef}:${otp.recordRef}`;
    const { attempts } = context.services;
    if (account) attempts.checkOtp(context, account);
    const matches = await verifyPassword(password, otp?.password || nobodysHash);
    if (account) attempts.checkOtp(context, account);
    const isGood = otp && matches && !isOlderThan(otp, duration, context.now());
    const row = isGood && (await redeem(context, collection, otp));
    if (!row || !account) {
      if (account) attempts.noteWrongOtp(context, account);
      await wholeStep(context, startedAt, limits.refusalStepMs);
      throw invalidOtp();
    }
    attempts.noteOtp(account);
    return answerSignIn(context, catalog, collection, row, { method: "otp", ...input });
  },
});

/** Takes the one-time password away and answers its record, whose address is now known to be right. */
function redeem(
  context: Context,
  collection: AuthCollection,
  otp: OtpRow,
): Promise<Row | undefined> {
  return context.storage.write(async (writer) => {
    if (!(await findCompanion(writer, "otps", otp.id))) return undefined;
    await removeCompanion(context, writer, "otps", otp);
    const row = await findAuthRow(writer, collection, otp.recordRef);
    if (!row || row.verified === 1 || row.email !== otp.sentTo) return row;
    return changeAccount(context, writer, collection, row, { verified: 1 });
  });
}

function invalidOtp(): Failure {
  return new Failure("invalid", "Invalid or expired OTP.", {
    hint: "Ask for another one: POST …/request-otp.",
  });
}
