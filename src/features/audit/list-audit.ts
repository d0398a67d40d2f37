import { Type } from "@sinclair/typebox";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import { auditEntries, auditEntry } from "./audit-entries.ts";

/** Who called what, when, how it ended, and which records it changed; newest first. */
export const listAudit = operation({
  name: "audit.list",
  summary: "List who called what, how it ended and what it changed, newest first.",
  access: "superuser",
  scope: "mcp:read",
  effect: "read",
  reach: "everything",
  input: Type.Object(
    {
      actor: Type.Optional(Type.String({ description: "E.g. mcp:claude." })),
      operation: Type.Optional(Type.String({ description: "E.g. records.create." })),
      operationPrefix: Type.Optional(Type.String()),
      outcome: Type.Optional(Type.String({ description: "ok, dryRun, failed or a code." })),
      token: Type.Optional(Type.String({ description: "Its id." })),
      collection: Type.Optional(Type.String()),
      record: Type.Optional(Type.String()),
      call: Type.Optional(Type.String()),
      changed: Type.Optional(Type.Boolean()),
      from: Type.Optional(Type.String({ description: "1h, 7d or a date." })),
      to: Type.Optional(Type.String()),
      page: Type.Optional(Type.Integer({ minimum: 1 })),
      perPage: Type.Optional(
        Type.Integer({ minimum: 1, maximum: limits.auditRead, default: limits.auditReadDefault }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    items: Type.Array(auditEntry),
    page: Type.Integer(),
    perPage: Type.Integer(),
  }),
  http: "GET /audit",
  tool: { name: "read_audit_log", title: "Read audit log" },
  command: {
    positional: [],
    flags: { token: "token-id" },
    example: "vaultbase audit list --actor mcp:claude",
  },

  async run(context, input) {
    // Entries are written in groups, and who asks means the last ones too.
    await context.services.audit.caughtUp();
    const page = input.page ?? 1;
    const perPage = input.perPage ?? limits.auditReadDefault;
    return { items: await auditEntries(context, { ...input, page, perPage }), page, perPage };
  },
});
