import type { App } from "../../app.ts";
import type { McpHost } from "./mcp-host.ts";

/** What features lend to this surface, which knows none of them. */
export type McpLoans = Pick<McpHost, "version" | "schemas" | "identify">;

export function hostForApp(app: App, loans: McpLoans): McpHost {
  return {
    ...loans,
    operations: app.operations,
    changes: app.changes,
    contextFor: app.contextFor,
    currentSchema: () => app.services.catalogs.current(),
    report: app.report,
  };
}
