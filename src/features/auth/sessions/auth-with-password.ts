import { Type } from "@sinclair/typebox";
import type { Context } from "../../../kernel/context.ts";
import { Failure, type Problem } from "../../../kernel/failure.ts";
import { limits } from "../../../kernel/limits.ts";
import { operation } from "../../../kernel/operation.ts";
import type { Row } from "../../../kernel/storage.ts";
import { hashPassword, needsRehash, verifyPassword } from "../../../lib/password.ts";
import { collectionInput } from "../../records/record-options.ts";
import { authCollection, type AuthCollection } from "../auth-collection.ts";
import { findByIdentity } from "../find-by-identity.ts";
import { checkText, formText, refuseDryRun, refuseSubmitted } from "../submitted.ts";
import { wholeStep } from "../whole-step.ts";
import { writeSecrets } from "../write-secrets.ts";
import { answerSignIn, signInOptions, signInOutput } from "./answer-sign-in.ts";
import { nobodysHash } from "./nobodys-hash.ts";

/** Signs an auth record in by one of its identity fields and its password. */
export const authWithPassword = operation({
  name: "auth.withPassword",
  summary: "Sign in with a password; answers the record and a session token.",
  access: "public",
  effect: "write",
  input: Type.Object(
    {
      collection: collectionInput,
      identity: formText({ description: "An e-mail address or user name." }),
      password: formText(),
      identityField: Type.Optional(
        Type.String({ description: "The one field to look the identity up in." }),
      ),
      ...signInOptions,
    },
    { additionalProperties: false },
  ),
  output: signInOutput,
  rateLabels: ["authWithPassword", "auth"],
  http: "POST /collections/:collection/auth-with-password",
  alsoHttp: ["POST /auth/:collection/login"],

  async run(context, { collection: name, identity = "", password = "", ...input }) {
    refuseDryRun(context);
    const startedAt = context.now();
    const catalog = await context.services.catalogs.current();
    const collection = authCollection(catalog, name);
    const fields = identityFields(collection, { ...input, identity, password });
    const account = accountOf(collection, identity);
    const { attempts } = context.services;
    attempts.checkSignIn(context, account);
    const row = await findRow(context, collection, fields, identity);
    const stored = row?.password ? String(row.password) : nobodysHash;
    const matches = await verifyPassword(password, stored);
    attempts.checkSignIn(context, account);
    if (!row || !matches) {
      attempts.noteWrongSignIn(context, account);
      await wholeStep(context, startedAt, limits.refusalStepMs);
      throw notAuthenticated();
    }
    attempts.noteSignIn(account);
    if (needsRehash(stored)) await renewHash(context, collection, row, password);
    return answerSignIn(context, catalog, collection, row, { method: "password", ...input });
  },
});

function identityFields(
  collection: AuthCollection,
  input: { readonly identity: string; readonly password: string; readonly identityField?: string },
): readonly string[] {
  const { enabled, identityFields: allowed } = collection.auth.passwordAuth;
  if (!enabled) {
    throw new Failure(
      "forbidden",
      "The collection is not configured to allow password authentication.",
      {
        hint: `A superuser can enable passwordAuth of ${collection.name}.`,
      },
    );
  }
  const asked = input.identityField ?? "";
  refuseSubmitted({
    identity: checkText(input.identity),
    password: checkText(input.password),
    identityField: asked === "" || allowed.includes(asked) ? null : otherField(allowed),
  });
  return asked === "" ? allowed : [asked];
}

async function findRow(
  context: Context,
  collection: AuthCollection,
  fields: readonly string[],
  identity: string,
): Promise<Row | undefined> {
  for (const field of fields) {
    const row = await findByIdentity(context.storage, collection, field, identity);
    if (row) return row;
  }
  return undefined;
}

/** The one moment the plain password is here: an old hash becomes one of today's. */
async function renewHash(
  context: Context,
  collection: AuthCollection,
  row: Row,
  plain: string,
): Promise<void> {
  const password = await hashPassword(plain);
  await context.storage.write((writer) =>
    writeSecrets(context, writer, collection, row, { password }),
  );
}

/** What wrong sign-ins are counted by: unknown accounts count like known ones. */
export function accountOf({ id }: AuthCollection, identity: string): string {
  return `${id}:${identity.toLowerCase()}`;
}

function otherField(allowed: readonly string[]): Problem {
  return { code: "validation_in_invalid", message: `Must be one of ${allowed.join(", ")}.` };
}

function notAuthenticated(): Failure {
  return new Failure("invalid", "Failed to authenticate.", {
    hint: "The identity or the password is wrong.",
  });
}
