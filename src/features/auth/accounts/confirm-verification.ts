import { Type } from "@sinclair/typebox";
import { operation } from "../../../kernel/operation.ts";
import { collectionInput } from "../../records/record-options.ts";
import { authCollection, refuseSuperusers } from "../auth-collection.ts";
import { readClaims } from "../record-token.ts";
import { blank, formText, refuseSubmitted } from "../submitted.ts";
import { changeAccount } from "./change-account.ts";
import { currentRow, readConfirmation } from "./confirm-token.ts";

/** Marks the address that the mail went to as its record's own. */
export const confirmVerification = operation({
  name: "auth.confirmVerification",
  summary: "Confirm an auth record's address with the token from the mail.",
  access: "public",
  effect: "write",
  input: Type.Object(
    { collection: collectionInput, token: formText() },
    { additionalProperties: false },
  ),
  output: Type.Object({}),
  rateLabels: ["confirmVerification"],
  http: "POST /collections/:collection/confirm-verification",

  async run(context, { collection: name, token = "" }) {
    const collection = authCollection(await context.services.catalogs.current(), name);
    refuseSuperusers(collection, "All superusers are verified by default.");
    if (token === "") refuseSubmitted({ token: blank });
    const email = readClaims(token)?.email;
    if (typeof email !== "string" || email === "") refuseSubmitted({ token: withoutEmail });
    const { owner, problem } = await readConfirmation(context, collection, token, "verification");
    refuseSubmitted({ token: problem ?? (owner.row.email === email ? null : otherEmail) });
    if (!owner || owner.row.verified === 1) return {};
    await context.storage.write(async (writer) => {
      const row = await currentRow(writer, owner);
      await changeAccount(context, writer, collection, row, { verified: 1 });
    });
    return {};
  },
});

const withoutEmail = {
  code: "validation_invalid_token_claims",
  message: "The token names no address.",
};

const otherEmail = {
  code: "validation_token_email_mismatch",
  message: "The record has another address by now.",
};
