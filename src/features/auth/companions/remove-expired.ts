import type { Cron } from "../../../kernel/cron.ts";
import { identifier, sql } from "../../../kernel/sql.ts";
import { isAuth, type AuthCollection } from "../auth-collection.ts";
import { isOlderThan, removeCompanion, type Companion, type CompanionKind } from "./companion.ts";

/** One-time passwords and half sign-ins that nobody came back to. */
export const expiryCrons: readonly Cron[] = [
  removeExpired(
    "__pbOTPCleanup__",
    "Removes expired one-time passwords.",
    "otps",
    ({ auth }) => auth.otp.duration,
  ),
  removeExpired(
    "__pbMFACleanup__",
    "Removes half sign-ins that expired.",
    "mfas",
    ({ auth }) => auth.mfa.duration,
  ),
];

function removeExpired(
  id: string,
  summary: string,
  kind: CompanionKind,
  seconds: (collection: AuthCollection) => number,
): Cron {
  return {
    id,
    summary,
    expression: "0 * * * *",
    run: (context) =>
      context.storage.write(async (writer) => {
        const catalog = await context.services.catalogs.within(writer);
        const rows = await writer.all<Companion>(sql`SELECT * FROM ${identifier(`_${kind}`)}`);
        for (const row of rows) {
          const collection = catalog.find(row.collectionRef);
          const life = collection && isAuth(collection) ? seconds(collection) : 0;
          if (!isOlderThan(row, life, context.now())) continue;
          await removeCompanion(context, writer, kind, row);
        }
      }),
  };
}
