import { Type } from "@sinclair/typebox";
import { Failure } from "../../../kernel/failure.ts";
import { operation } from "../../../kernel/operation.ts";
import { hashPassword } from "../../../lib/password.ts";
import type { Collection } from "../../collections/collection.ts";
import { fieldTypeOf } from "../../collections/field-types.ts";
import { superusersOf } from "../auth-collection.ts";
import { revokeTokensOf } from "../tokens/revoke-token.ts";
import { writeSecrets } from "../write-secrets.ts";
import {
  emailInput,
  passwordInput,
  presentSuperuser,
  superuserByEmail,
  superuserOutput,
} from "./superuser.ts";

/** Sets a new password; the superuser's sessions and the tokens they minted end with the old one. */
export const resetSuperuserPassword = operation({
  name: "superusers.resetPassword",
  summary: "Set a superuser's password; it ends their sessions and the tokens they minted.",
  access: "superuser",
  scope: "admin",
  effect: "write",
  input: Type.Object(
    { email: emailInput, password: passwordInput },
    { additionalProperties: false },
  ),
  output: superuserOutput,
  http: "POST /superusers/:email/password",

  async run(context, { email, password: plain }) {
    const superusers = superusersOf(await context.services.catalogs.current());
    checkPassword(superusers, plain);
    const password = context.dryRun ? "dry run" : await hashPassword(plain);
    return context.storage.write(async (writer) => {
      const row = await superuserByEmail(writer, email);
      const secrets = { password, tokenKey: context.randomId(50) };
      await writeSecrets(context, writer, superusers, row, secrets);
      await revokeTokensOf(context, writer, superusers, String(row.id));
      return presentSuperuser(await superuserByEmail(writer, email));
    });
  },
});

function checkPassword(superusers: Collection, plain: string): void {
  const field = superusers.fields.find((each) => each.type === "password");
  const problem =
    plain === ""
      ? { code: "validation_required", message: "Cannot be blank." }
      : field && fieldTypeOf(field).check(field, plain);
  if (!problem) return;
  throw new Failure("invalid", "The password cannot be used.", {
    hint: `password: ${problem.message}`,
    problems: { password: problem },
  });
}
