import { Type, type Static } from "@sinclair/typebox";
import type { Context } from "../../../kernel/context.ts";
import { Failure } from "../../../kernel/failure.ts";
import type { Row } from "../../../kernel/storage.ts";
import type { Catalog } from "../../collections/catalog.ts";
import { finishRecord } from "../../records/finish-record.ts";
import { readOptions, recordOutput } from "../../records/record-options.ts";
import { meetsRule, signedInAs, type AuthCollection } from "../auth-collection.ts";
import { signRecordToken } from "../record-token.ts";
import { noteOrigin } from "./note-origin.ts";
import { requireSecondWay } from "./require-second-way.ts";
import type { SignIn } from "./sign-in.ts";

/** The record, its address included, and a session token. */
export const signInOutput = Type.Object({
  record: recordOutput,
  token: Type.String({ description: "For the header Authorization." }),
});

declare module "../../../kernel/context.ts" {
  interface Services {
    /** Lent by the hooks feature: what admins' scripts have to say when somebody signs in. */
    readonly signInHooks: {
      /** @throws Failure where one refuses. */
      before(context: Context, collection: AuthCollection, row: Row): Promise<void>;
      after(context: Context, collection: AuthCollection, row: Row): Promise<void>;
    };
  }
}

/** What may be said along with any way of signing in. */
export const signInOptions = {
  expand: readOptions.expand,
  mfaId: Type.Optional(
    Type.String({ description: "From the answer 401 to another way of signing in." }),
  ),
};

/**
 * What a record gets that has proved who it is; every way of signing in ends here.
 * @throws Failure `forbidden` where the collection's authRule does not let it in or a superuser comes
 * from where none may, and `unauthenticated` with an `mfaId` where it has to prove it a second time.
 */
export async function answerSignIn(
  context: Context,
  catalog: Catalog,
  collection: AuthCollection,
  row: Row,
  signIn: SignIn,
): Promise<Static<typeof signInOutput>> {
  const asked = { ...context, request: { ...context.request, context: signIn.method } };
  if (signedInAs(collection, row).superuser) {
    context.services.admission.checkSuperuser(context.request);
  }
  await checkAuthRule(asked, catalog, collection, row);
  await requireSecondWay(asked, catalog, collection, row, signIn);
  await context.services.signInHooks.before(asked, collection, row);
  await noteOrigin(asked, collection, row);
  const token = await signRecordToken(collection, row, "auth", context.now(), {
    claims: { refreshable: true },
  });
  await context.services.signInHooks.after(asked, collection, row);
  return presentSignIn(asked, catalog, collection, row, token, signIn.expand);
}

/** A session as it is answered: the record is the one who reads it. */
export async function presentSignIn(
  context: Context,
  catalog: Catalog,
  collection: AuthCollection,
  row: Row,
  token: string,
  expand?: string,
): Promise<Static<typeof signInOutput>> {
  const itself: Context = { ...context, caller: signedInAs(collection, row) };
  const record = await finishRecord(itself, catalog, collection, row, true, { expand });
  return { record, token };
}

/** @throws Failure `forbidden` where the collection's authRule does not let the record in. */
export async function checkAuthRule(
  context: Context,
  catalog: Catalog,
  collection: AuthCollection,
  row: Row,
): Promise<void> {
  const { authRule } = collection.auth;
  if (context.caller.superuser) return;
  if (authRule !== null && (await meetsRule(context, catalog, collection, row, authRule))) return;
  throw new Failure(
    "forbidden",
    "The request doesn't satisfy the collection requirements to authenticate.",
    { hint: `The authRule of ${collection.name} keeps this record from signing in.` },
  );
}
