import type { Context } from "../../kernel/context.ts";
import { sql } from "../../kernel/sql.ts";

/** Keeps each script's last runs, and none that is too old. */
export async function forgetOldRuns({ storage, now }: Context): Promise<void> {
  const eldest = new Date(now().getTime() - daysKept * dayMs).toISOString();
  await storage.write(async (writer) => {
    await writer.execute(sql`DELETE FROM "_script_runs" WHERE "at" < ${eldest}`);
    await writer.execute(
      sql`DELETE FROM "_script_runs" WHERE "id" IN (SELECT "id" FROM
        (SELECT "id", row_number() OVER (PARTITION BY "script" ORDER BY "id" DESC) AS "place" FROM "_script_runs")
        WHERE "place" > ${runsKept})`,
    );
  });
}

const daysKept = 30;
const runsKept = 500;
const dayMs = 24 * 60 * 60 * 1000;
