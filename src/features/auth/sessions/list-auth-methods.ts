import { Type } from "@sinclair/typebox";
import { operation } from "../../../kernel/operation.ts";
import { collectionInput } from "../../records/record-options.ts";
import { authCollection } from "../auth-collection.ts";

/** What a sign-in form may offer. The shape is PocketBase's, whose SDK reads it. */
export const listAuthMethods = operation({
  name: "auth.methods",
  summary: "List the ways to sign in that an auth collection offers.",
  access: "public",
  effect: "read",
  input: Type.Object({ collection: collectionInput }, { additionalProperties: false }),
  output: Type.Object({
    password: Type.Object({
      enabled: Type.Boolean(),
      identityFields: Type.Array(Type.String()),
    }),
    oauth2: Type.Object({ enabled: Type.Boolean(), providers: Type.Array(Type.Unknown()) }),
    mfa: Type.Object({ enabled: Type.Boolean(), duration: Type.Integer() }),
    otp: Type.Object({ enabled: Type.Boolean(), duration: Type.Integer() }),
  }),
  http: "GET /collections/:collection/auth-methods",

  async run(context, input) {
    const collection = authCollection(await context.services.catalogs.current(), input.collection);
    const { enabled, identityFields } = collection.auth.passwordAuth;
    return {
      password: { enabled, identityFields: enabled ? [...identityFields] : [] },
      oauth2: { enabled: false, providers: [] },
      mfa: { enabled: false, duration: 0 },
      otp: { enabled: false, duration: 0 },
    };
  },
});
