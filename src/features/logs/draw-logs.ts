import { Type, type Static } from "@sinclair/typebox";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import { readMoment } from "../../kernel/read-moment.ts";
import { join, sql, type Sql } from "../../kernel/sql.ts";
import { latencyClass, latencyOf, type LatencyCounts } from "./latency.ts";
import { conditionOf, closerInput } from "./log-question.ts";
import { conditionSql } from "./log-query.ts";
import { slotsBetween, type Slot } from "./time-slots.ts";
import { momentText } from "../../lib/moment.ts";

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
    const rows = await storage.scan<Counted>(countingIn(slots, condition), context.request.gone);
    const counted = Map.groupBy(rows, ({ slot }) => slot);
    const items = slots.map((slot, index) => drawn(slot, counted.get(index) ?? []));
    const total = items.reduce((sum, { ok, refused, failed }) => sum + ok + refused + failed, 0);
    return { items, stepMs, total };
  },
});

interface Counted {
  /** Which one it is, from 0. */
  readonly slot: number;
  readonly kind: number;
  readonly latency: number;
  readonly n: number;
}

function countingIn(slots: readonly Slot[], condition: Sql): Sql {
  const bounds = slots.map(
    ({ from, to }, index) => sql`(${index}, ${momentText(from)}, ${momentText(to)})`,
  );
  // As it is written: for each slot its own stretch of the index.
  return sql`WITH "slots" ("slot", "from", "to") AS (VALUES ${join(bounds, ", ")})
    SELECT "slot", CASE WHEN "status" < 400 THEN 0 WHEN "status" < 500 THEN 1 ELSE 2 END AS "kind",
      ${latencyClass(sql`"execTime"`)} AS "latency", count(*) AS "n"
    FROM "slots" CROSS JOIN "logs" WHERE "created" >= "from" AND "created" < "to"
      AND "status" > 0${condition} GROUP BY 1, 2, 3`;
}

function drawn({ from }: Slot, rows: readonly Counted[]): Static<typeof slotOutput> {
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
