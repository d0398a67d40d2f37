import { Type } from "@sinclair/typebox";
import { Failure } from "../../../kernel/failure.ts";
import { operation } from "../../../kernel/operation.ts";
import { collectionInput, readOptions } from "../../records/record-options.ts";
import { authCollection } from "../auth-collection.ts";
import { signRecordToken } from "../record-token.ts";
import { checkAuthRule, presentSignIn, signInOutput } from "./answer-sign-in.ts";

/** Gives whoever is signed in a session token with a whole life before it. */
export const refreshAuth = operation({
  name: "auth.refresh",
  summary:
    "Exchange a session token that is still good for a new one; one from impersonation stays itself.",
  access: "public",
  effect: "write",
  input: Type.Object(
    { collection: collectionInput, expand: readOptions.expand },
    { additionalProperties: false },
  ),
  output: signInOutput,
  rateLabels: ["authRefresh"],
  http: "POST /collections/:collection/auth-refresh",

  async run(context, { collection: name, expand }) {
    const { record, token, session } = context.caller;
    if (token) {
      // A session would not know the token's limits.
      throw new Failure("forbidden", "A token cannot be exchanged for a session.", {
        hint: "Tokens live until they expire; mint another when this one is about to.",
      });
    }
    if (!record) {
      throw new Failure(
        "unauthenticated",
        "The request requires valid record authorization token.",
        { hint: `Sign in first: POST /collections/${name}/auth-with-password.` },
      );
    }
    const catalog = await context.services.catalogs.current();
    const collection = authCollection(catalog, name);
    if (record.collectionId !== collection.id) {
      throw new Failure("forbidden", `The request requires an auth record of ${collection.name}.`, {
        hint: `You are signed in as a record of ${record.collectionName}.`,
      });
    }
    await checkAuthRule(context, catalog, collection, record.row);
    const fresh =
      session?.refreshable === false
        ? session.token
        : await signRecordToken(collection, record.row, "auth", context.now(), {
            claims: { refreshable: true },
          });
    return presentSignIn(context, catalog, collection, record.row, fresh, expand);
  },
});
