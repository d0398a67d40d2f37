import { Type } from "@sinclair/typebox";
import { operation } from "../../../kernel/operation.ts";
import { collectionInput } from "../../records/record-options.ts";
import type { Context } from "../../../kernel/context.ts";
import type { OAuth2Options } from "../../collections/auth-options.ts";
import { authCollection } from "../auth-collection.ts";
import { makeAuthorizationLink } from "../oauth2/authorization-link.ts";
import { settingsOf } from "../oauth2/provider-settings.ts";
import { findProvider } from "../providers/all-providers.ts";

const provider = Type.Object({
  name: Type.String(),
  displayName: Type.String(),
  logo: Type.String({ description: "SVG." }),
  authURL: Type.String({ description: "Add the encoded address to come back to at its end." }),
  state: Type.String(),
  codeVerifier: Type.String({ description: "Goes with the code to auth-with-oauth2." }),
  codeChallenge: Type.String(),
  codeChallengeMethod: Type.String(),
});

/** What a sign-in form may offer. The shape is PocketBase's, whose SDK reads it. */
export const listAuthMethods = operation({
  name: "auth.methods",
  summary: "List the ways to sign in that an auth collection offers.",
  access: "public",
  effect: "read",
  input: Type.Object({ collection: collectionInput }, { additionalProperties: false }),
  output: Type.Object({
    password: Type.Object({
      identityFields: Type.Array(Type.String()),
      enabled: Type.Boolean(),
    }),
    oauth2: Type.Object({ providers: Type.Array(provider), enabled: Type.Boolean() }),
    mfa: Type.Object({ enabled: Type.Boolean(), duration: Type.Integer() }),
    otp: Type.Object({ enabled: Type.Boolean(), duration: Type.Integer() }),
  }),
  rateLabels: ["listAuthMethods"],
  http: "GET /collections/:collection/auth-methods",

  async run(context, input) {
    const collection = authCollection(await context.services.catalogs.current(), input.collection);
    const { oauth2, passwordAuth } = collection.auth;
    const { enabled, identityFields } = passwordAuth;
    return {
      password: { identityFields: enabled ? [...identityFields] : [], enabled },
      oauth2: { providers: await linksOf(context, oauth2), enabled: oauth2.enabled },
      mfa: offered(collection.auth.mfa),
      otp: offered(collection.auth.otp),
    };
  },
});

async function linksOf(
  context: Context,
  { enabled, providers }: OAuth2Options,
): Promise<(typeof provider.static)[]> {
  const links: (typeof provider.static)[] = [];
  for (const options of enabled ? providers : []) {
    const known = findProvider(options.name);
    if (!known) continue;
    const settings = settingsOf(known, options);
    const { name, logo } = known;
    const link = await makeAuthorizationLink(context, settings);
    links.push({ name, displayName: settings.displayName, logo, ...link });
  }
  return links;
}

/** How long what is off would take is nobody's business. */
function offered({ enabled, duration }: { readonly enabled: boolean; readonly duration: number }) {
  return { enabled, duration: enabled ? duration : 0 };
}
