import { Type } from "@sinclair/typebox";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import { readMoment } from "../../kernel/read-moment.ts";
import { sql } from "../../kernel/sql.ts";
import { logFilter, logOutput, orderOf, presentLog, whereOf } from "./log-query.ts";
import type { LogRow } from "./log-row.ts";

const groupings = ["status", "method", "path", "auth", "userIP", "type", "level"] as const;

/** The questions people ask of logs, without the filter language: what failed, since when, how often. */
export const readLogs = operation({
  name: "logs.read",
  summary: "Read the request and error log, newest first, or count it by one property.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  reach: "everything",
  input: Type.Object(
    {
      since: Type.Optional(Type.String({ description: "1h, 7d or a date. Default 24h." })),
      until: Type.Optional(Type.String({ description: "The same." })),
      method: Type.Optional(Type.String({ description: "E.g. GET." })),
      path: Type.Optional(Type.String({ description: "A part of the address." })),
      status: Type.Optional(Type.String({ description: "401 or 4xx." })),
      filter: Type.Optional(logFilter),
      group_by: Type.Optional(
        Type.Unsafe<(typeof groupings)[number]>(
          Type.String({ enum: [...groupings], description: "Counts instead of entries." }),
        ),
      ),
      limit: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: limits.logsRead,
          default: limits.logsReadDefault,
        }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    items: Type.Array(logOutput),
    groups: Type.Optional(Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() }))),
    total: Type.Integer({ description: "How many there are in all." }),
  }),
  http: "GET /logs/read",
  tool: { name: "read_logs", title: "Read logs", records: true },
  command: { positional: [], example: "vaultbase logs read --since 1h --status 401" },

  async run(context, input) {
    const storage = await context.services.logs.read();
    const where = whereOf(context, storage, conditionOf(input, context.now()));
    const [counted] = await storage.all<{ n: number }>(
      sql`SELECT count(*) AS "n" FROM "logs"${where}`,
    );
    const total = counted?.n ?? 0;
    const limit = input.group_by ? limits.logsGrouped : (input.limit ?? limits.logsReadDefault);
    const rows = await storage.all<LogRow>(
      sql`SELECT * FROM "logs"${where}${orderOf(context, storage, undefined)} LIMIT 0 + ${limit}`,
    );
    const items = rows.map(presentLog);
    if (!input.group_by) return { items, total };
    const groups = groupBy(items, input.group_by).slice(0, input.limit ?? limits.logsRead);
    return { items: [], groups, total };
  },
});

type Asked = Partial<Record<"since" | "until" | "method" | "path" | "status" | "filter", string>>;

/** What was asked for as one filter. @throws Failure `invalid` for a time or status that is none. */
function conditionOf(asked: Asked, now: Date): string {
  const { method, path, filter } = asked;
  const conditions = [
    `created >= ${quoted(momentOf("since", asked.since ?? "24h", now))}`,
    asked.until && `created <= ${quoted(momentOf("until", asked.until, now))}`,
    method && `data.method = ${quoted(method.toUpperCase())}`,
    path && `data.url ~ ${quoted(path)}`,
    asked.status && statusCondition(asked.status),
    filter && `(${filter})`,
  ];
  return conditions.filter(Boolean).join(" && ");
}

/** As the table has it. */
function momentOf(name: string, text: string, now: Date): string {
  return readMoment(name, text, now).toISOString().replace("T", " ");
}

function statusCondition(text: string): string {
  const [, kind] = /^([1-5])xx$/i.exec(text) ?? [];
  if (kind) return `data.status >= ${kind}00 && data.status < ${Number(kind) + 1}00`;
  if (/^[1-5]\d\d$/.test(text)) return `data.status = ${text}`;
  throw new Failure("invalid", `status: ${JSON.stringify(text)} is none.`, {
    hint: "Such as 404, or 4xx for all of that kind.",
  });
}

function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

type Item = ReturnType<typeof presentLog>;

function groupBy(items: readonly Item[], by: (typeof groupings)[number]) {
  const counts = new Map<string, number>();
  for (const { level, data } of items) {
    const told: Record<string, unknown> = { ...data, level };
    const value = by === "path" ? pathOf(told.url) : told[by];
    const name = String(value ?? "");
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((one, other) => other.count - one.count);
}

/** Without the question behind it, which differs each time. */
function pathOf(url: unknown): string {
  return String(url ?? "").split("?", 1)[0] ?? "";
}
