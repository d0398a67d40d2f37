import { Type } from "@sinclair/typebox";
import { Failure } from "../../../kernel/failure.ts";
import { limits } from "../../../kernel/limits.ts";
import { operation } from "../../../kernel/operation.ts";
import { collectionInput } from "../../records/record-options.ts";
import { authCollection, type AuthCollection } from "../auth-collection.ts";
import { findByIdentity } from "../find-by-identity.ts";
import { sendTokenMail } from "../mails/send-token-mail.ts";
import { checkAddress, formText, refuseDryRun, refuseSubmitted } from "../submitted.ts";
import { wholeStep } from "../whole-step.ts";

/** Mails a link to a new password; the answer is the same for an address that nobody has. */
export const requestPasswordReset = operation({
  name: "auth.requestPasswordReset",
  summary: "Mail an auth record a link to choose a new password.",
  access: "public",
  effect: "write",
  input: Type.Object(
    { collection: collectionInput, email: formText() },
    { additionalProperties: false },
  ),
  output: Type.Object({}),
  rateLabels: ["requestPasswordReset"],
  http: "POST /collections/:collection/request-password-reset",

  async run(context, { collection: name, email = "" }) {
    refuseDryRun(context);
    const startedAt = context.now();
    const collection = authCollection(await context.services.catalogs.current(), name);
    refuseWithoutPasswords(collection);
    refuseSubmitted({ email: checkAddress(email) });
    const row = await findByIdentity(context.storage, collection, "email", email);
    if (row) await sendTokenMail(context, collection, row, "passwordReset");
    await wholeStep(context, startedAt, limits.mailStepMs);
    return {};
  },
});

/** @throws Failure `invalid` where nobody signs in with a password. */
function refuseWithoutPasswords({ name, auth }: AuthCollection): void {
  if (auth.passwordAuth.enabled) return;
  throw new Failure(
    "invalid",
    "The collection is not configured to allow password authentication.",
    { hint: `A superuser can enable passwordAuth of ${name}.` },
  );
}
