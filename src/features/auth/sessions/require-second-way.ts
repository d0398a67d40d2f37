import type { Context } from "../../../kernel/context.ts";
import { Failure } from "../../../kernel/failure.ts";
import type { Row } from "../../../kernel/storage.ts";
import type { Catalog } from "../../collections/catalog.ts";
import { meetsRule, type AuthCollection } from "../auth-collection.ts";
import {
  addCompanion,
  findCompanion,
  isOlderThan,
  removeCompanion,
  type Companion,
} from "../companions/companion.ts";
import type { SignIn } from "./sign-in.ts";

/** A record that proved who it is in one way and has yet to do so in another. */
interface MfaRow extends Companion {
  readonly method: string;
}

/**
 * Lets a sign-in pass that is the second one, in another way than the first.
 * @throws Failure `unauthenticated` with the `mfaId` to come back with, or `invalid` where the one
 * given does not count or the way is the same.
 */
export async function requireSecondWay(
  context: Context,
  catalog: Catalog,
  collection: AuthCollection,
  row: Row,
  { method, mfaId = "" }: SignIn,
): Promise<void> {
  const { enabled, rule, duration } = collection.auth.mfa;
  if (!enabled || !(await meetsRule(context, catalog, collection, row, rule))) return;
  const owner = { collectionId: collection.id, recordId: String(row.id) };
  if (mfaId === "") {
    const id = await context.storage.write((writer) =>
      addCompanion(context, writer, "mfas", owner, { method }),
    );
    throw secondWayWanted(id, duration);
  }
  await context.storage.write(async (writer) => {
    const mfa = await findCompanion<MfaRow>(writer, "mfas", mfaId);
    const isOurs = mfa?.collectionRef === owner.collectionId && mfa.recordRef === owner.recordId;
    if (!mfa || !isOurs || isOlderThan(mfa, duration, context.now())) {
      throw new Failure("invalid", "Invalid or expired MFA session.", {
        hint: `Sign in without mfaId; the second way is then open for ${duration} s.`,
      });
    }
    if (mfa.method === method) {
      throw new Failure("invalid", "A different authentication method is required.", {
        hint: `The first way was ${method} as well.`,
      });
    }
    await removeCompanion(context, writer, "mfas", mfa);
  });
}

function secondWayWanted(mfaId: string, seconds: number): Failure {
  return new Failure("unauthenticated", "A second way of signing in is required.", {
    hint: `Sign in in another way within ${seconds} s and send mfaId along.`,
    answer: { mfaId },
  });
}
