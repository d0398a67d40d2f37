import { Type } from "@sinclair/typebox";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import { readMoment } from "../../kernel/read-moment.ts";
import { join, sql, type Sql } from "../../kernel/sql.ts";
import { changedRecords } from "./changed-records.ts";

const entry = Type.Object({
  id: Type.String(),
  at: Type.String(),
  door: Type.String(),
  transport: Type.String(),
  operation: Type.String(),
  actor: Type.String(),
  token: Type.String(),
  client: Type.String(),
  outcome: Type.String(),
  argumentsHash: Type.String(),
  durationMs: Type.Number(),
  /** The first ones; `changedCount` is how many there are. */
  changed: Type.Array(
    Type.Object({ collection: Type.String(), record: Type.String(), action: Type.String() }),
  ),
  changedCount: Type.Integer(),
});

/** Enough to look at some: a call may have changed thousands. */
const changedTold = 20;

/** Who called what, when, how it ended, and which records it changed; newest first. */
export const listAudit = operation({
  name: "audit.list",
  summary: "List who called what, how it ended and which records it changed, newest first.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  reach: "everything",
  input: Type.Object(
    {
      actor: Type.Optional(Type.String({ description: "E.g. mcp:claude." })),
      operation: Type.Optional(Type.String({ description: "E.g. records.create." })),
      operationPrefix: Type.Optional(Type.String({ description: "E.g. records." })),
      outcome: Type.Optional(Type.String({ description: "ok, dryRun or a failure's code." })),
      token: Type.Optional(Type.String({ description: "The token's id." })),
      from: Type.Optional(Type.String({ description: "1h, 7d or a date." })),
      to: Type.Optional(Type.String({ description: "The same." })),
      page: Type.Optional(Type.Integer({ minimum: 1 })),
      perPage: Type.Optional(Type.Integer({ minimum: 1, maximum: limits.auditRead })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ items: Type.Array(entry), page: Type.Integer(), perPage: Type.Integer() }),
  http: "GET /audit",
  tool: { name: "read_audit_log", title: "Read audit log" },
  command: {
    positional: [],
    flags: { token: "token-id" },
    example: "vaultbase audit list --actor mcp:claude",
  },

  async run(context, input) {
    const page = input.page ?? 1;
    const perPage = input.perPage ?? limits.auditReadDefault;
    const conditions: Sql[] = [sql`1 = 1`];
    if (input.actor !== undefined) conditions.push(sql`"actor" = ${input.actor}`);
    if (input.operation !== undefined) conditions.push(sql`"operation" = ${input.operation}`);
    if (input.outcome !== undefined) conditions.push(sql`"outcome" = ${input.outcome}`);
    if (input.token !== undefined) conditions.push(sql`"token" = ${input.token}`);
    const { operationPrefix: prefix } = input;
    if (prefix !== undefined) {
      conditions.push(sql`substr("operation", 1, ${prefix.length}) = ${prefix}`);
    }
    const moment = (name: "from" | "to", text: string) =>
      readMoment(name, text, context.now()).toISOString();
    if (input.from) conditions.push(sql`"at" >= ${moment("from", input.from)}`);
    if (input.to) conditions.push(sql`"at" <= ${moment("to", input.to)}`);
    const rows = await context.storage.all<
      Omit<(typeof entry)["static"], "changed" | "changedCount">
    >(
      sql`SELECT * FROM "_audit" WHERE ${join(conditions, " AND ")}
        ORDER BY "id" DESC LIMIT ${perPage} OFFSET ${(page - 1) * perPage}`,
    );
    const changed = await changedRecords(
      context.storage,
      rows.map((row) => row.id),
    );
    const items = rows.map((row) => {
      const all = changed.get(row.id) ?? [];
      return { ...row, changed: all.slice(0, changedTold), changedCount: all.length };
    });
    return { items, page, perPage };
  },
});
