import { Type, type Static } from "@sinclair/typebox";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import { readMoment } from "../../kernel/read-moment.ts";
import { sql, type Sql } from "../../kernel/sql.ts";
import type { Reader } from "../../kernel/storage.ts";
import { latencyClass, latencyOf, type LatencyCounts } from "./latency.ts";
import { conditionOf, closerInput, storedMoment } from "./log-question.ts";
import { conditionSql } from "./log-query.ts";
import { slotsBetween, type Slot } from "./time-slots.ts";

const { since, until, ...closer } = closerInput;

const slotOutput = Type.Object({
  at: Type.String({ description: "When it begins, UTC." }),
  ok: Type.Integer({ description: "Answered as asked." }),
  refused: Type.Integer({ description: "4xx: the asker's fault." }),
  failed: Type.Integer({ description: "5xx: the server's." }),
  medianMs: Type.Union([Type.Number(), Type.Null()]),
  p95Ms: Type.Union([Type.Number(), Type.Null()]),
});

/** For a chart: what was asked, how it ended, how long it took. Quiet times are there, with nothing. */
export const drawLogs = operation({
  name: "logs.chart",
  summary:
    "Count requests and agents' calls over time, with how they ended and how long they took.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  reach: "everything",
  input: Type.Object(
    {
      since: Type.Optional(Type.String({ description: "1h, 7d or a date. Default 24h." })),
      until,
      ...closer,
      points: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: limits.logsDrawn,
          description: `At most so many. Default ${limits.logsDrawnDefault}.`,
        }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    items: Type.Array(slotOutput),
    stepMs: Type.Integer({ description: "How long each is." }),
    total: Type.Integer(),
  }),
  http: "GET /logs/chart",
  command: { positional: [], example: "vaultbase logs chart --since 7d --path posts" },

  async run(context, { since = "24h", until, points = limits.logsDrawnDefault, ...asked }) {
    const now = context.now();
    const from = readMoment("since", since, now);
    const to = until ? readMoment("until", until, now) : now;
    if (from >= to) {
      throw new Failure("invalid", "since: It has to be before until.", {
        hint: "Such as since=7d until=1d.",
      });
    }
    const storage = await context.services.logs.read();
    const condition = conditionSql(context, storage, conditionOf(asked, now));
    const { slots, stepMs } = slotsBetween(from, to, points);
    const items: Static<typeof slotOutput>[] = [];
    for (const slot of slots) {
      items.push(await countSlot(storage, slot, condition));
      // Each is quick; all of a busy week are not, and others want their turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
    const total = items.reduce((sum, { ok, refused, failed }) => sum + ok + refused + failed, 0);
    return { items, stepMs, total };
  },
});

interface Counted {
  readonly kind: number;
  readonly latency: number;
  readonly n: number;
}

async function countSlot(
  reader: Reader,
  { from, to }: Slot,
  condition: Sql,
): Promise<Static<typeof slotOutput>> {
  const rows = await reader.all<Counted>(
    sql`SELECT CASE WHEN "status" < 400 THEN 0 WHEN "status" < 500 THEN 1 ELSE 2 END AS "kind",
        ${latencyClass(sql`"execTime"`)} AS "latency", count(*) AS "n"
      FROM "logs" WHERE "created" >= ${storedMoment(from)} AND "created" < ${storedMoment(to)}
        AND "status" > 0${condition} GROUP BY 1, 2`,
  );
  const kinds = [0, 0, 0];
  const counts: LatencyCounts = new Map();
  for (const { kind, latency, n } of rows) {
    kinds[kind]! += n;
    counts.set(latency, (counts.get(latency) ?? 0) + n);
  }
  const [ok = 0, refused = 0, failed = 0] = kinds;
  return {
    at: from.toISOString(),
    ...{ ok, refused, failed },
    medianMs: latencyOf(counts, 0.5),
    p95Ms: latencyOf(counts, 0.95),
  };
}
