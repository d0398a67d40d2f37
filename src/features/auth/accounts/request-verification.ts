import { Type } from "@sinclair/typebox";
import { limits } from "../../../kernel/limits.ts";
import { operation } from "../../../kernel/operation.ts";
import { collectionInput } from "../../records/record-options.ts";
import { authCollection, refuseSuperusers } from "../auth-collection.ts";
import { findByIdentity } from "../find-by-identity.ts";
import { sendTokenMail } from "../mails/send-token-mail.ts";
import { checkAddress, formText, refuseDryRun, refuseSubmitted } from "../submitted.ts";
import { wholeStep } from "../whole-step.ts";

/** Mails a link that confirms an address; the answer is the same for an address that nobody has. */
export const requestVerification = operation({
  name: "auth.requestVerification",
  summary: "Mail an auth record a link that confirms its address.",
  access: "public",
  effect: "write",
  input: Type.Object(
    { collection: collectionInput, email: formText() },
    { additionalProperties: false },
  ),
  output: Type.Object({}),
  rateLabels: ["requestVerification"],
  http: "POST /collections/:collection/request-verification",

  async run(context, { collection: name, email = "" }) {
    refuseDryRun(context);
    const startedAt = context.now();
    const collection = authCollection(await context.services.catalogs.current(), name);
    refuseSuperusers(collection, "All superusers are verified by default.");
    refuseSubmitted({ email: checkAddress(email) });
    const row = await findByIdentity(context.storage, collection, "email", email);
    if (row && row.verified !== 1) await sendTokenMail(context, collection, row, "verification");
    await wholeStep(context, startedAt, limits.mailStepMs);
    return {};
  },
});
