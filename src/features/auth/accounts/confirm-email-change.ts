import { Type } from "@sinclair/typebox";
import { operation } from "../../../kernel/operation.ts";
import { verifyPassword } from "../../../lib/password.ts";
import { collectionInput } from "../../records/record-options.ts";
import { authCollection, refuseSuperusers } from "../auth-collection.ts";
import { readClaims } from "../record-token.ts";
import { accountOf } from "../sessions/auth-with-password.ts";
import { nobodysHash } from "../sessions/nobodys-hash.ts";
import { checkText, formText, refuseDryRun, refuseSubmitted } from "../submitted.ts";
import { changeAccount } from "./change-account.ts";
import { currentRow, readConfirmation } from "./confirm-token.ts";

/** Gives the record its new address; its sessions end, as they do with a new password. */
export const confirmEmailChange = operation({
  name: "auth.confirmEmailChange",
  summary: "Give an auth record its new address with the token from the mail and its password.",
  access: "public",
  effect: "write",
  input: Type.Object(
    { collection: collectionInput, token: formText(), password: formText() },
    { additionalProperties: false },
  ),
  output: Type.Object({}),
  rateLabels: ["confirmEmailChange"],
  http: "POST /collections/:collection/confirm-email-change",

  async run(context, { collection: name, token = "", password = "" }) {
    refuseDryRun(context);
    const collection = authCollection(await context.services.catalogs.current(), name);
    refuseSuperusers(collection, "All superusers can change their emails directly.");
    const { owner, problem } = await readConfirmation(context, collection, token, "emailChange");
    const newEmail = readClaims(token)?.newEmail;
    const hasEmail = typeof newEmail === "string" && newEmail !== "";
    const tokenProblem = token === "" || hasEmail ? problem : withoutEmail;
    if (!owner || password === "" || tokenProblem) {
      const wrong = checkText(password) ?? wrongPassword;
      refuseSubmitted({ token: tokenProblem, password: wrong });
      return {};
    }
    const account = accountOf(collection, String(owner.row.email));
    const { attempts } = context.services;
    attempts.checkSignIn(context, account);
    const matches = await verifyPassword(password, String(owner.row.password) || nobodysHash);
    attempts.checkSignIn(context, account);
    if (!matches) attempts.noteWrongSignIn(context, account);
    refuseSubmitted({ password: matches ? null : wrongPassword });
    attempts.noteSignIn(account);
    await context.storage.write(async (writer) => {
      const row = await currentRow(writer, owner);
      const changes = { email: String(newEmail), verified: 1, tokenKey: context.randomId(50) };
      await changeAccount(context, writer, collection, row, changes);
    });
    return {};
  },
});

const withoutEmail = {
  code: "validation_invalid_token_payload",
  message: "The token names no new address.",
};

const wrongPassword = {
  code: "validation_invalid_password",
  message: "The password is missing or wrong.",
};
