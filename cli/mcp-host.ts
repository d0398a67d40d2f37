import type { App } from "../src/app.ts";
import { createSchema, updateSchema } from "../src/features/collections/record-schema.ts";
import { insideRequest } from "../src/kernel/context.ts";
import type { McpHost } from "../src/surfaces/mcp/mcp-host.ts";
import { version } from "../package.json";

/** The app as the MCP surface wants to see it. */
export function mcpHost(app: App): McpHost {
  return {
    version,
    operations: app.operations,
    contextFor: (caller, request, options) =>
      app.contextFor(caller, { ...insideRequest, ...request }, options),
    currentSchema: () => app.services.catalogs.current(),
    schemas: { create: createSchema, update: updateSchema },
    changes: app.changes,
    identify: (credential) => app.services.identity.identify(credential),
    report: app.report,
  };
}
