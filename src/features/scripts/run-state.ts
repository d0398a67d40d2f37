import { Type, type Static } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { sql } from "../../kernel/sql.ts";

const lastRun = Type.Object({
  at: Type.String(),
  cause: Type.String({ description: "An event, a request, schedule or manual." }),
  outcome: Type.String({ description: "As scripts runs has it." }),
  message: Type.String(),
  durationMs: Type.Number(),
});

/** What lists say of each script's runs. */
export const runStateOutput = {
  lastRun: Type.Union([lastRun, Type.Null()], { description: "Null: it has not run." }),
  failures: Type.Integer({
    description: "Runs of the last 24 hours that ended neither well nor with a refusal.",
  }),
};

export interface RunState {
  readonly lastRun: Static<typeof lastRun> | null;
  readonly failures: number;
}

/** Scripts with what became of their runs. */
export async function withRunStates<S extends { readonly id: string }>(
  context: Context,
  scripts: readonly S[],
): Promise<(S & RunState)[]> {
  await context.services.scriptRunner.book.settle();
  const since = new Date(context.now().getTime() - dayMs).toISOString();
  const known: (S & RunState)[] = [];
  for (const script of scripts) {
    const [last] = await context.storage.all<Static<typeof lastRun>>(
      sql`SELECT "at", "cause", "outcome", "message", "durationMs" FROM "_script_runs"
        WHERE "script" = ${script.id} ORDER BY "id" DESC LIMIT 1`,
    );
    const [failed] = await context.storage.all<{ times: number }>(
      sql`SELECT coalesce(sum("times"), 0) AS "times" FROM "_script_runs"
        WHERE "script" = ${script.id} AND "at" > ${since} AND "outcome" NOT IN ('ok', 'refused')`,
    );
    known.push({ ...script, lastRun: last ?? null, failures: failed?.times ?? 0 });
  }
  return known;
}

const dayMs = 24 * 60 * 60 * 1000;
