import type { Output } from "../../client/operations.ts";

/** A call, as the audit has it. */
export type AuditCall = Output<"audit.list">["items"][number];
