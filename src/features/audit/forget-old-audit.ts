import type { Context } from "../../kernel/context.ts";
import { sql } from "../../kernel/sql.ts";
import { earliestTimedId } from "../../lib/timed-id.ts";

/** What is older than `audit.maxDays`, a piece at a time so that others find their turn. */
export async function forgetOldAudit({ services, storage, now }: Context): Promise<void> {
  const { maxDays } = (await services.settings.current()).audit;
  if (maxDays <= 0) return;
  const eldest = new Date(now().getTime() - maxDays * dayMs);
  await services.audit.forgetBefore(eldest.toISOString().slice(0, 10));
  for (;;) {
    const { changes } = await storage.write((writer) =>
      writer.execute(
        sql`DELETE FROM "_audit" WHERE "id" IN
          (SELECT "id" FROM "_audit" WHERE "id" < ${earliestTimedId(eldest)} ORDER BY "id" LIMIT ${piece})`,
      ),
    );
    if (changes < piece) return;
  }
}

const dayMs = 24 * 60 * 60 * 1000;
const piece = 5000;
