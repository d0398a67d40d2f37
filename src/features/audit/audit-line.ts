import type { AuditEntry } from "../../kernel/audit.ts";
import { isTooDeep } from "../../kernel/input-depth.ts";
import { redactValue } from "../../lib/redact-value.ts";
import type { ChangedRecord } from "./changed-records.ts";

/** One call as JSON: the audit's entry, what it changed, and its arguments without their secrets. */
export function auditLine(
  entry: AuditEntry,
  input: unknown,
  changed: readonly ChangedRecord[],
  secretNames: ReadonlySet<string>,
): string {
  return JSON.stringify({ ...entry, arguments: shownArguments(input, secretNames), changed });
}

/** A call's arguments as they may be kept and shown. */
export function shownArguments(input: unknown, secretNames: ReadonlySet<string>): unknown {
  const options = { names: secretNames, characters: 300, entries: 50, depth: 8 };
  return isTooDeep(input) ? "…" : redactValue(input, options);
}
