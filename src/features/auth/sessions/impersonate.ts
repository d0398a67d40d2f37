import { Type } from "@sinclair/typebox";
import type { Context } from "../../../kernel/context.ts";
import { Failure } from "../../../kernel/failure.ts";
import { operation } from "../../../kernel/operation.ts";
import { missingRecord } from "../../records/get-record.ts";
import { collectionInput, idInput, readOptions } from "../../records/record-options.ts";
import { authCollection, findAuthRow } from "../auth-collection.ts";
import { signRecordToken } from "../record-token.ts";
import { refuseSubmitted } from "../submitted.ts";
import { remainingSeconds } from "../tokens/remaining-seconds.ts";
import { presentSignIn, signInOutput } from "./answer-sign-in.ts";

/** A session of somebody else's for a superuser: it lasts as long as asked, and is never renewed. */
export const impersonate = operation({
  name: "auth.impersonate",
  summary: "Get a session token of an auth record, for looking at things as its owner does.",
  access: "superuser",
  scope: "admin",
  effect: "write",
  input: Type.Object(
    {
      collection: collectionInput,
      id: idInput,
      duration: Type.Optional(
        Type.Integer({ description: "Seconds; 0: as long as the collection's sessions." }),
      ),
      expand: readOptions.expand,
    },
    { additionalProperties: false },
  ),
  output: signInOutput,
  http: "POST /collections/:collection/impersonate/:id",
  command: {
    positional: ["collection", "id"],
    example: "vaultbase auth impersonate users abc123def456ghi --duration 3600",
  },

  async run(context, { collection: name, id, duration = 0, expand }) {
    const catalog = await context.services.catalogs.current();
    const collection = authCollection(catalog, name);
    const row = await findAuthRow(context.storage, collection, id);
    if (!row) throw missingRecord(collection, id);
    refuseSubmitted({ duration: duration < 0 ? negative : null });
    const durationSeconds = lifetime(context, duration, collection.auth.authToken.duration);
    const token = await signRecordToken(collection, row, "auth", context.now(), {
      claims: { refreshable: false },
      durationSeconds,
    });
    return presentSignIn(context, catalog, collection, row, token, expand);
  },
});

/** Nothing that a token makes outlives it. @throws Failure `forbidden` where that was asked. */
function lifetime(context: Context, asked: number, usual: number): number {
  const most = remainingSeconds(context);
  if (asked > most) {
    throw new Failure("forbidden", "The session would outlive the token that asks for it.", {
      hint: `Ask for at most ${most} s, or sign in as a superuser.`,
    });
  }
  return asked || Math.min(usual, most);
}

const negative = {
  code: "validation_min_greater_equal_than_required",
  message: "Must be no less than 0.",
  params: { threshold: 0 },
};
