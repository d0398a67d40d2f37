import { Type } from "@sinclair/typebox";
import { operation } from "../../../kernel/operation.ts";
import { collectionInput, readOptions } from "../../records/record-options.ts";
import { signRecordToken } from "../record-token.ts";
import { checkAuthRule, presentSignIn, signInOutput } from "./answer-sign-in.ts";
import { signedInRecord } from "./signed-in-record.ts";

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
    const catalog = await context.services.catalogs.current();
    const { collection, record } = signedInRecord(context, catalog, name);
    const { session } = context.caller;
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
