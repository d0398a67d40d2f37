import type { Caller } from "../../kernel/caller.ts";
import { openTrace } from "../../kernel/trace.ts";
import { redact } from "../../lib/redact.ts";
import { mcpFacts, type McpSource } from "./mcp-facts.ts";
import type { McpHost } from "./mcp-host.ts";

/** An entry in the audit for a request too many; `what` is a tool's name, or a method. */
export function traceTooOften(
  host: Pick<McpHost, "contextFor">,
  source: McpSource & { readonly caller: Caller },
  what: string,
): void {
  const context = host.contextFor(source.caller, mcpFacts(source, "POST"));
  openTrace(context, `mcp.${redact(what).slice(0, 100)}`, {}).end("rateLimited");
}
