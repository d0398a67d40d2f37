import { Type } from "@sinclair/typebox";
import type { Problem } from "../../../kernel/failure.ts";
import { operation } from "../../../kernel/operation.ts";
import { hashPassword } from "../../../lib/password.ts";
import { numberOption } from "../../collections/field.ts";
import { fieldTypeOf } from "../../collections/field-types.ts";
import { collectionInput } from "../../records/record-options.ts";
import { authCollection, type AuthCollection } from "../auth-collection.ts";
import { blank, formText, refuseDryRun, refuseSubmitted } from "../submitted.ts";
import { changeAccount } from "./change-account.ts";
import { currentRow, readConfirmation } from "./confirm-token.ts";

/** Sets the new password; sessions and other tokens of the record end with the old one. */
export const confirmPasswordReset = operation({
  name: "auth.confirmPasswordReset",
  summary: "Set an auth record's new password with the token from the mail; it ends its sessions.",
  access: "public",
  effect: "write",
  input: Type.Object(
    {
      collection: collectionInput,
      token: formText(),
      password: formText(),
      passwordConfirm: formText(),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({}),
  rateLabels: ["confirmPasswordReset"],
  http: "POST /collections/:collection/confirm-password-reset",

  async run(context, { collection: name, token = "", password: plain = "", ...input }) {
    refuseDryRun(context);
    const collection = authCollection(await context.services.catalogs.current(), name);
    const { owner, problem } = await readConfirmation(context, collection, token, "passwordReset");
    refuseSubmitted({
      token: problem,
      password: checkPassword(collection, plain),
      passwordConfirm: checkRepetition(plain, input.passwordConfirm ?? ""),
    });
    if (!owner) return {};
    const password = await hashPassword(plain);
    await context.storage.write(async (writer) => {
      const row = await currentRow(writer, owner);
      // Whoever has the mail has the mailbox.
      const verified = owner.claims.email === row.email ? 1 : (row.verified ?? 0);
      const tokenKey = context.randomId(50);
      await changeAccount(context, writer, collection, row, { password, tokenKey, verified });
    });
    return {};
  },
});

function checkPassword({ fields }: AuthCollection, plain: string): Problem | null {
  const field = fields.find((each) => each.name === "password");
  if (plain === "" || !field) return blank;
  const [min, max] = [numberOption(field, "min") || 1, numberOption(field, "max") || 255];
  const { length } = [...plain];
  if (length >= min && length <= max) return fieldTypeOf(field).check(field, plain);
  const message = `The length must be between ${min} and ${max}.`;
  return { code: "validation_length_out_of_range", message, params: { min, max } };
}

function checkRepetition(plain: string, repeated: string): Problem | null {
  if (repeated === "") return blank;
  if (repeated === plain) return null;
  return { code: "validation_values_mismatch", message: "Values don't match." };
}
