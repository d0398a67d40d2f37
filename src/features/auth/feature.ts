import type { Feature } from "../../kernel/feature.ts";
import { bumpSchema } from "../collections/live-catalogs.ts";
import { planTables } from "../collections/plan-tables.ts";
import { writeDefinition } from "../collections/save-collection.ts";
import { confirmEmailChange } from "./accounts/confirm-email-change.ts";
import { confirmPasswordReset } from "./accounts/confirm-password-reset.ts";
import { confirmVerification } from "./accounts/confirm-verification.ts";
import { requestEmailChange } from "./accounts/request-email-change.ts";
import { requestPasswordReset } from "./accounts/request-password-reset.ts";
import { requestVerification } from "./accounts/request-verification.ts";
import { Attempts } from "./attempts.ts";
import { companionCollections } from "./companions/companion-collections.ts";
import { forgetCompanions } from "./companions/forget-companions.ts";
import { expiryCrons } from "./companions/remove-expired.ts";
import { Identity } from "./identity.ts";
import { createInstanceTable, readInstance, writeInstance } from "./instance-row.ts";
import { authWithOAuth2 } from "./oauth2/auth-with-oauth2.ts";
import { checkProvider } from "./oauth2/check-provider.ts";
import { ConsentForms } from "./oauth2/consent-forms.ts";
import { generateAppleSecret } from "./oauth2/generate-apple-secret.ts";
import { listOAuth2Providers } from "./oauth2/list-oauth2-providers.ts";
import { authWithPassword } from "./sessions/auth-with-password.ts";
import { authWithOtp } from "./sessions/auth-with-otp.ts";
import { previewMail } from "./mails/preview-mail.ts";
import { sendTestMail } from "./mails/send-test-mail.ts";
import { impersonate } from "./sessions/impersonate.ts";
import { listAuthMethods } from "./sessions/list-auth-methods.ts";
import { logOutAll } from "./sessions/log-out-all.ts";
import { refreshAuth } from "./sessions/refresh-auth.ts";
import { requestOtp } from "./sessions/request-otp.ts";
import { createSuperuser } from "./superusers/create-superuser.ts";
import { deleteSuperuser } from "./superusers/delete-superuser.ts";
import { listSuperusers } from "./superusers/list-superusers.ts";
import { resetSuperuserPassword } from "./superusers/reset-superuser-password.ts";
import { setUpSuperuser } from "./superusers/set-up-superuser.ts";
import { LastUse } from "./tokens/last-use.ts";
import { listTokens } from "./tokens/list-tokens.ts";
import { mintToken } from "./tokens/mint-token.ts";
import { revokeToken } from "./tokens/revoke-token.ts";
import { addAgentColumns, addRowColumn, createTokensTable } from "./tokens/token-row.ts";

/** Who somebody is: superusers, sessions of auth records, and tokens for agents and scripts. */
export const auth = {
  name: "auth",
  operations: [
    authWithPassword,
    authWithOAuth2,
    requestOtp,
    authWithOtp,
    refreshAuth,
    listAuthMethods,
    listOAuth2Providers,
    generateAppleSecret,
    logOutAll,
    impersonate,
    requestVerification,
    confirmVerification,
    requestPasswordReset,
    confirmPasswordReset,
    requestEmailChange,
    confirmEmailChange,
    createSuperuser,
    listSuperusers,
    resetSuperuserPassword,
    deleteSuperuser,
    setUpSuperuser,
    mintToken,
    listTokens,
    revokeToken,
    sendTestMail,
    previewMail,
  ],
  crons: expiryCrons,
  migrations: [
    {
      id: "auth-1-tables",
      async run(writer, { randomId, vault }) {
        await writer.change([createTokensTable, createInstanceTable]);
        await writeInstance(writer, "tokenSecret", vault.seal(randomId(64)));
      },
    },
    {
      id: "auth-2-companions",
      async run(writer, { now, vault }) {
        for (const collection of companionCollections(now())) {
          await writer.change(planTables(null, collection));
          await writeDefinition(writer, collection, vault);
        }
        await bumpSchema(writer);
      },
    },
    { id: "auth-3-agent-limits", run: (writer) => writer.change(addAgentColumns) },
    { id: "auth-4-rows-per-answer", run: (writer) => writer.change([addRowColumn]) },
  ],
  async turnSecrets(writer, turn) {
    const stored = await readInstance(writer, "tokenSecret");
    if (stored !== null) await writeInstance(writer, "tokenSecret", turn(stored));
  },
  async start(world) {
    const secret = await readInstance(world.storage, "tokenSecret");
    if (secret === null) throw new Error("the data directory has lost its token secret");
    const lastUse = new LastUse(world.storage, world.now);
    world.onStop(() => lastUse.flush());
    const identity = new Identity(world, world.vault.unseal(secret), lastUse);
    return {
      identity,
      companions: forgetCompanions,
      attempts: new Attempts(),
      checkProvider,
      consentForms: new ConsentForms(),
    };
  },
} satisfies Feature;
