import type { Context } from "../../kernel/context.ts";
import { sql } from "../../kernel/sql.ts";
import { momentText } from "../../lib/moment.ts";

/** What is older than `logs.maxDays`, a piece at a time so that new entries find their turn. */
export async function forgetOldLogs({ services, now }: Context): Promise<void> {
  const { logs } = await services.settings.current();
  const storage = await services.logs.read();
  const eldest = new Date(now().getTime() - Math.max(0, logs.maxDays) * dayMs);
  const created = momentText(eldest);
  for (;;) {
    const { changes } = await storage.write((writer) =>
      writer.execute(
        sql`DELETE FROM "logs" WHERE "id" IN
          (SELECT "id" FROM "logs" WHERE "created" < ${created} ORDER BY "created" LIMIT ${piece})`,
      ),
    );
    if (changes < piece) break;
  }
  await storage.optimize();
}

const dayMs = 24 * 60 * 60 * 1000;
const piece = 5000;
