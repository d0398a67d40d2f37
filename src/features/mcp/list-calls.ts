import { Type } from "@sinclair/typebox";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import { auditEntries, auditEntry } from "../audit/audit-entries.ts";
import { shownArguments } from "../audit/audit-line.ts";
import { secretNames } from "../audit/secret-names.ts";

const call = Type.Composite([
  auditEntry,
  Type.Object({
    /** Without secrets, long texts cut. */
    arguments: Type.Optional(Type.Unknown()),
    resultBytes: Type.Optional(Type.Integer()),
  }),
]);

/**
 * What agents do, as the audit has it; of calls that this server answered lately also the arguments
 * and how much they were told.
 */
export const listCalls = operation({
  name: "mcp.calls",
  summary: "List the latest calls over MCP, with arguments where they are still known.",
  access: "superuser",
  scope: "admin",
  effect: "read",
  reach: "everything",
  input: Type.Object(
    {
      token: Type.Optional(Type.String({ description: "The token's id." })),
      operation: Type.Optional(Type.String({ description: "E.g. records.create." })),
      outcome: Type.Optional(Type.String({ description: "ok, dryRun or a failure's code." })),
      from: Type.Optional(Type.String({ description: "1h, 7d or a date." })),
      page: Type.Optional(Type.Integer({ minimum: 1 })),
      perPage: Type.Optional(
        Type.Integer({ minimum: 1, maximum: limits.auditRead, default: limits.auditReadDefault }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ items: Type.Array(call), page: Type.Integer(), perPage: Type.Integer() }),
  http: "GET /mcp/calls",
  command: {
    positional: [],
    flags: { token: "token-id" },
    example: "vaultbase mcp calls --outcome forbidden",
  },

  async run(context, input) {
    const { audit } = context.services;
    await audit.caughtUp();
    const page = input.page ?? 1;
    const perPage = input.perPage ?? limits.auditReadDefault;
    const entries = await auditEntries(context, { ...input, door: "mcp", page, perPage });
    const secrets = await secretNames(context.services);
    const items = entries.map((entry) => {
      const details = audit.recent.get(entry.id);
      if (!details) return entry;
      const { input: text, resultBytes } = details;
      return {
        ...entry,
        ...(text !== null && { arguments: shownArguments(JSON.parse(text), secrets) }),
        ...(resultBytes !== undefined && { resultBytes }),
      };
    });
    return { items, page, perPage };
  },
});
