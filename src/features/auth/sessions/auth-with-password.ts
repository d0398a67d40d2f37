import { Type } from "@sinclair/typebox";
import type { Context } from "../../../kernel/context.ts";
import { Failure, type Problem } from "../../../kernel/failure.ts";
import { operation } from "../../../kernel/operation.ts";
import type { Row } from "../../../kernel/storage.ts";
import { hashPassword, needsRehash, verifyPassword } from "../../../lib/password.ts";
import { collectionInput } from "../../records/record-options.ts";
import { authCollection, type AuthCollection } from "../auth-collection.ts";
import { findByIdentity } from "../find-by-identity.ts";
import { writeSecrets } from "../write-secrets.ts";
import { answerSignIn, signInOptions, signInOutput } from "./answer-sign-in.ts";

/** Signs an auth record in by one of its identity fields and its password. */
export const authWithPassword = operation({
  name: "auth.withPassword",
  summary: "Sign in with a password; answers the record and a session token.",
  access: "public",
  effect: "write",
  input: Type.Object(
    {
      collection: collectionInput,
      identity: Type.String({ maxLength: 255, description: "An e-mail address or user name." }),
      password: Type.String({ maxLength: 255 }),
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

  async run(context, { collection: name, ...input }) {
    const catalog = await context.services.catalogs.current();
    const collection = authCollection(catalog, name);
    const fields = identityFields(collection, input);
    const row = await findRow(context, collection, fields, input.identity);
    // An unknown account costs the same hash as a known one: nobody learns by the clock who is here.
    const stored = row?.password ? String(row.password) : nobodysHash;
    const matches = await verifyPassword(input.password, stored);
    if (!row || !matches) {
      throw new Failure("invalid", "Failed to authenticate.", {
        hint: "The identity or the password is wrong.",
      });
    }
    if (needsRehash(stored)) await renewHash(context, collection, row, input.password);
    const { expand, mfaId } = input;
    return answerSignIn(context, catalog, collection, row, { method: "password", expand, mfaId });
  },
});

function identityFields(
  collection: AuthCollection,
  input: { readonly identity: string; readonly password: string; readonly identityField?: string },
): readonly string[] {
  const { enabled, identityFields: allowed } = collection.auth.passwordAuth;
  if (!enabled) {
    throw new Failure("forbidden", "The collection is not configured to allow password sign-in.", {
      hint: `A superuser can enable passwordAuth of ${collection.name}.`,
    });
  }
  const problems: Record<string, Problem> = {};
  if (input.identity === "") problems.identity = blank;
  if (input.password === "") problems.password = blank;
  const asked = input.identityField ?? "";
  if (asked !== "" && !allowed.includes(asked)) {
    problems.identityField = { code: "validation_in_invalid", message: "Must be a valid value." };
  }
  if (Object.keys(problems).length > 0) {
    throw new Failure("invalid", "An error occurred while validating the submitted data.", {
      hint: `identity is looked up in ${allowed.join(", ")}.`,
      problems,
    });
  }
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

const blank: Problem = { code: "validation_required", message: "Cannot be blank." };

/** Of a random password that nobody kept. */
const nobodysHash =
  "$argon2id$v=19$m=19456,t=2,p=1$P8AwqFqGmaMl0/21AJpkRe90Kow/5/i9TEFwY/8cRI0$EaporXSdFyG7cd6WIyxeKHPOq26ieKwN+67P1GMdjKs";
