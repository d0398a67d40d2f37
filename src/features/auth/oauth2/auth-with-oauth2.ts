import { Type } from "@sinclair/typebox";
import type { Context } from "../../../kernel/context.ts";
import { joining } from "../../../kernel/dry-run.ts";
import { Failure } from "../../../kernel/failure.ts";
import { operation } from "../../../kernel/operation.ts";
import { discardPrepared, prepareWrite } from "../../records/prepare-write.ts";
import { collectionInput } from "../../records/record-options.ts";
import { authCollection, type AuthCollection } from "../auth-collection.ts";
import { findProvider } from "../providers/all-providers.ts";
import { blank, formText, refuseDryRun } from "../submitted.ts";
import { answerSignIn, signInOptions, signInOutput } from "../sessions/answer-sign-in.ts";
import { recordOfAccount } from "./account-record.ts";
import { exchangeCode, type Code, type Tokens } from "./exchange-code.ts";
import { findLinkedRow } from "./external-auth.ts";
import { fetchRemoteUser, type FetchedUser } from "./fetch-remote-user.ts";
import { signUpData } from "./sign-up-data.ts";
import { settingsOf, type ProviderSettings } from "./provider-settings.ts";
import { momentText } from "../../../lib/moment.ts";

const meta = Type.Object({
  id: Type.String(),
  name: Type.String(),
  username: Type.String(),
  email: Type.String({ description: "Empty where the provider does not vouch for it." }),
  avatarURL: Type.String(),
  accessToken: Type.String({ description: "The provider's, for asking it for more." }),
  refreshToken: Type.String(),
  expiry: Type.String({ description: "When the access token ends, or empty." }),
  rawUser: Type.Unknown({ description: "All that the provider said." }),
  isNew: Type.Boolean({ description: "Whether the record was made just now." }),
});

/** Signs in with the code that an OAuth2 provider gave; the first time makes or links a record. */
export const authWithOAuth2 = operation({
  name: "auth.withOAuth2",
  summary: "Sign in with an account at an OAuth2 provider; the first time makes or links a record.",
  access: "public",
  effect: "write",
  input: Type.Object(
    {
      collection: collectionInput,
      provider: formText({ description: "As auth-methods names it." }),
      code: formText({ description: "What the provider sent back." }),
      codeVerifier: Type.Optional(Type.String({ description: "From auth-methods." })),
      redirectURL: formText({ description: "The same that the provider's page was given." }),
      createData: Type.Optional(
        Type.Record(Type.String(), Type.Unknown(), {
          description: "For a new record: values by field name.",
        }),
      ),
      ...signInOptions,
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ ...signInOutput.properties, meta }),
  rateLabels: ["authWithOAuth2", "auth"],
  http: "POST /collections/:collection/auth-with-oauth2",

  async run(given, { collection: name, provider = "", code = "", createData = {}, ...input }) {
    refuseDryRun(given);
    const context: Context = { ...given, request: { ...given.request, context: "oauth2" } };
    const catalog = await context.services.catalogs.current();
    const collection = authCollection(catalog, name);
    const settings = chosenProvider(collection, provider, code);
    const { user, tokens } = await askProvider(context, settings, {
      ...input,
      code,
      redirectURL: input.redirectURL ?? "",
    });
    const account = { provider, providerId: user.id };
    const isKnown = await findLinkedRow(context.storage, collection, account);
    // Only a newcomer's picture is fetched.
    const told = isKnown ? { ...user, avatarURL: "" } : user;
    const data = await signUpData(context, collection, settings, told, createData);
    const prepared = await prepareWrite(context, name, null, data, { look: false });
    const signedIn = context.storage.write(async (writer) => {
      const inside = joining(context, writer);
      const current = await context.services.catalogs.within(writer);
      const arrival = { account, user, prepared };
      const itself = authCollection(current, collection.id);
      return recordOfAccount(inside, writer, current, itself, arrival);
    });
    const { row, isNew } = await signedIn.finally(() => discardPrepared(prepared));
    const answer = await answerSignIn(context, catalog, collection, row, {
      method: "oauth2",
      ...input,
    });
    return { ...answer, meta: { ...presentUser(user, tokens), isNew } };
  },
});

/** @throws Failure `forbidden` where OAuth2 is off, `invalid` where the provider is not set up. */
function chosenProvider(collection: AuthCollection, name: string, code: string): ProviderSettings {
  const { enabled, providers } = collection.auth.oauth2;
  if (!enabled) {
    throw new Failure(
      "forbidden",
      "The collection is not configured to allow OAuth2 authentication.",
      { hint: `A superuser can enable oauth2 of ${collection.name}.` },
    );
  }
  const provider = findProvider(name);
  const options = providers.find((each) => each.name === name);
  if (provider && options && code !== "") return settingsOf(provider, options);
  const names = providers.map((each) => each.name).join(", ");
  const message = `Provider with name ${name} is missing or is not enabled.`;
  const unknown = { code: "validation_invalid_provider", message, params: { name } };
  const isSetUp = provider && options;
  throw new Failure("invalid", "An error occurred while loading the submitted data.", {
    hint: names ? `${collection.name} has ${names}.` : `${collection.name} has none yet.`,
    problems: {
      ...(!isSetUp && { provider: name === "" ? blank : unknown }),
      ...(code === "" && { code: blank }),
    },
  });
}

async function askProvider(
  context: Context,
  settings: ProviderSettings,
  code: Code,
): Promise<{ readonly user: FetchedUser; readonly tokens: Tokens }> {
  const now = context.now();
  const tokens = await exchangeCode(settings, code, now);
  const brought = context.services.consentForms.broughtWith(code.code);
  return { user: await fetchRemoteUser(settings, tokens, brought, now), tokens };
}

function presentUser({ raw, ...user }: FetchedUser, tokens: Tokens) {
  const { accessToken, refreshToken, expires } = tokens;
  const expiry = expires ? momentText(expires) : "";
  return { ...user, accessToken, refreshToken, expiry, rawUser: raw };
}
