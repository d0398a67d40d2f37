import { Type } from "@sinclair/typebox";
import type { Context } from "../../../kernel/context.ts";
import type { Problem } from "../../../kernel/failure.ts";
import { operation } from "../../../kernel/operation.ts";
import { fieldTypeOf } from "../../collections/field-types.ts";
import { collectionInput } from "../../records/record-options.ts";
import { refuseSuperusers, type AuthCollection } from "../auth-collection.ts";
import { findByIdentity } from "../find-by-identity.ts";
import { sendTokenMail } from "../mails/send-token-mail.ts";
import { signedInRecord } from "../sessions/signed-in-record.ts";
import { checkAddress, formText, refuseSubmitted } from "../submitted.ts";

/** Mails a link to the new address; until it is confirmed, the old one stays. */
export const requestEmailChange = operation({
  name: "auth.requestEmailChange",
  summary: "Mail a link to the new address of whoever is signed in.",
  access: "public",
  effect: "write",
  input: Type.Object(
    { collection: collectionInput, newEmail: formText() },
    { additionalProperties: false },
  ),
  output: Type.Object({}),
  rateLabels: ["requestEmailChange"],
  http: "POST /collections/:collection/request-email-change",

  async run(context, { collection: name, newEmail = "" }) {
    const catalog = await context.services.catalogs.current();
    const { collection, record } = signedInRecord(context, catalog, name);
    refuseSuperusers(collection, "All superusers can change their emails directly.");
    const email = String(record.row.email);
    refuseSubmitted({ newEmail: await checkNewEmail(context, collection, email, newEmail) });
    await sendTokenMail(context, collection, record.row, "emailChange", newEmail);
    return {};
  },
});

async function checkNewEmail(
  context: Context,
  collection: AuthCollection,
  email: string,
  newEmail: string,
): Promise<Problem | null> {
  const wrong = checkAddress(newEmail);
  if (wrong) return wrong;
  if (newEmail === email) {
    return { code: "validation_not_in_invalid", message: "That is the address already." };
  }
  const field = collection.fields.find((each) => each.name === "email");
  const refused = field && fieldTypeOf(field).check(field, newEmail);
  if (refused) return refused;
  const taken = await findByIdentity(context.storage, collection, "email", newEmail);
  if (!taken) return null;
  return { code: "validation_invalid_new_email", message: "The address cannot be used." };
}
