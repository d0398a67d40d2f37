import { Type } from "@sinclair/typebox";
import type { Caller } from "../../../kernel/caller.ts";
import { operation } from "../../../kernel/operation.ts";
import { writeInstance } from "../instance-row.ts";
import { answerSignIn, signInOutput } from "../sessions/answer-sign-in.ts";
import { superusersOf } from "../auth-collection.ts";
import { checkSetupToken } from "./setup-token.ts";
import { addSuperuser, emailInput, passwordInput } from "./superuser.ts";

/** Makes the first superuser of a new data directory, once, and signs them in. */
export const setUpSuperuser = operation({
  name: "superusers.setup",
  summary: "Create the first superuser with the one-time token that the server printed.",
  access: "public",
  effect: "write",
  input: Type.Object(
    {
      token: Type.String({ description: "From the link the server printed when it started." }),
      email: emailInput,
      password: passwordInput,
    },
    { additionalProperties: false },
  ),
  output: signInOutput,
  http: "POST /setup",

  async run(context, { token, email, password }) {
    // Before any hashing, which strangers must not be able to ask for.
    await checkSetupToken(context.storage, token);
    const asSetup = { ...context, caller: setup };
    const row = await addSuperuser(asSetup, { email, password }, async (writer) => {
      await checkSetupToken(writer, token);
      await writeInstance(writer, "setupTokenHash", null);
    });
    const catalog = await context.services.catalogs.current();
    return answerSignIn(asSetup, catalog, superusersOf(catalog), row, {
      method: "password",
    });
  },
});

const setup: Caller = { superuser: true, record: null, token: null, actor: "setup" };
