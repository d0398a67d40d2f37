import type { AnsweredRequest } from "../../kernel/answered-request.ts";
import type { AuditEntry } from "../../kernel/audit.ts";
import type { LogEntry } from "../../kernel/log.ts";
import { redact } from "../../lib/redact.ts";

/** The names inside `data` are PocketBase's where it has them. */
export function requestEntry(answered: AnsweredRequest): LogEntry {
  const { method, status, caller, call, refusal, connection, address } = answered;
  const url = redact(answered.target);
  return {
    level: status >= 400 ? 8 : 0,
    message: `${method} ${url}`,
    data: {
      type: "request",
      status,
      method,
      url,
      execTime: answered.durationMs,
      auth: caller.record?.collectionName ?? caller.token?.name ?? "",
      authId: caller.record?.id ?? caller.token?.id ?? "",
      remoteIP: connection,
      userIP: address,
      userAgent: answered.header("user-agent"),
      referer: redact(answered.header("referer")),
      ...(caller.token && { token: caller.token.id }),
      ...(call && { call }),
      ...(refusal && {
        error: redact(refusal.failure.message),
        details: refusal.failure.hint ?? null,
        requestId: refusal.requestId,
      }),
    },
  };
}

/** A call over MCP, which the audit has too; here it can be found by time, client and outcome. */
export function callEntry(entry: AuditEntry): LogEntry {
  const failed = entry.outcome !== "ok" && entry.outcome !== "dryRun";
  return {
    level: failed ? 8 : 0,
    message: `MCP ${entry.operation}`,
    data: {
      type: "mcp",
      operation: entry.operation,
      outcome: entry.outcome,
      execTime: entry.durationMs,
      auth: entry.actor,
      authId: entry.token,
      ...(entry.token && { token: entry.token }),
      client: entry.client,
      transport: entry.transport,
      call: entry.call,
    },
  };
}

export function errorEntry(thrown: unknown, where: string): LogEntry {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const stack = thrown instanceof Error ? (thrown.stack ?? message) : message;
  return {
    level: 8,
    message: redact(`${where}: ${message}`),
    data: { type: "error", where, error: redact(stack) },
  };
}

export function droppedEntry(count: number): LogEntry {
  const message = `${count} entries were not kept: there were too many at once.`;
  return { level: 4, message, data: { type: "dropped", count } };
}
