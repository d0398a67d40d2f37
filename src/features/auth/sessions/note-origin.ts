import type { Context } from "../../../kernel/context.ts";
import { identifier, sql } from "../../../kernel/sql.ts";
import { limits } from "../../../kernel/limits.ts";
import type { Row, Writer } from "../../../kernel/storage.ts";
import type { AuthCollection } from "../auth-collection.ts";
import {
  addCompanion,
  companionsOf,
  removeCompanion,
  type Companion,
} from "../companions/companion.ts";
import { sendAuthMail } from "../mails/send-auth-mail.ts";
import { momentText } from "../../../lib/moment.ts";

/** A place somebody signed in from: an address and a program. */
interface OriginRow extends Companion {
  readonly fingerprint: string;
}

/** Remembers where a record signs in from; its owner gets a mail when the place is a new one. */
export async function noteOrigin(
  context: Context,
  collection: AuthCollection,
  row: Row,
): Promise<void> {
  const { authAlert } = collection.auth;
  // From within, nobody signs in from anywhere.
  if (!authAlert.enabled || context.request.door === "inside") return;
  const owner = { collectionId: collection.id, recordId: String(row.id) };
  const fingerprint = fingerprintOf(context);
  const known = await companionsOf<OriginRow>(context.storage, "authOrigins", owner);
  if (known[0]?.fingerprint === fingerprint) return;
  await context.storage.write(async (writer) => {
    const origins = await companionsOf<OriginRow>(writer, "authOrigins", owner);
    const same = origins.find((each) => each.fingerprint === fingerprint);
    if (same) return touch(context, writer, same);
    for (const oldest of origins.slice(limits.authOrigins - 1)) {
      await removeCompanion(context, writer, "authOrigins", oldest);
    }
    await addCompanion(context, writer, "authOrigins", owner, { fingerprint });
  });
  const isFirst = known.length === 0;
  if (isFirst || known.some((each) => each.fingerprint === fingerprint)) return;
  await sendAuthMail(context, collection, row, {
    to: String(row.email),
    template: authAlert.emailTemplate,
    values: { ALERT_INFO: alertInfo(context) },
    about: "a sign-in from a new place",
  });
}

/** When it was last used decides which one is forgotten first; that is no change of the record. */
async function touch(context: Context, writer: Writer, { id }: OriginRow): Promise<void> {
  const at = momentText(context.now());
  await writer.execute(
    sql`UPDATE ${identifier("_authOrigins")} SET "updated" = ${at} WHERE "id" = ${id}`,
  );
}

function fingerprintOf({ request }: Context): string {
  const { address, headers } = request;
  return new Bun.CryptoHasher("md5").update(`${address}${headers.user_agent ?? ""}`).digest("hex");
}

function alertInfo(context: Context): string {
  const { address, headers } = context.request;
  const program = (headers.user_agent ?? "").slice(0, 200);
  const time = `${context.now().toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return [time, address, program].filter(Boolean).join(", ");
}
