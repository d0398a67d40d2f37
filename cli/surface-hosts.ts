import type { App } from "../src/app.ts";
import { createSchema, updateSchema } from "../src/features/collections/record-schema.ts";
import type { HttpHost } from "../src/surfaces/http/http-host.ts";
import type { McpHost } from "../src/surfaces/mcp/mcp-host.ts";
import { version } from "../package.json";

/** The app as the HTTP surface wants to see it. */
export function httpHost(app: App): HttpHost {
  const { operations, contextFor, report, admission, clientAddress, services } = app;
  return {
    operations,
    contextFor,
    report,
    identify: identifierOf(app),
    admission,
    clientAddress,
    answered(request) {
      services.requestCounters.count(request);
      services.logs.request(request);
    },
  };
}

/** The app as the MCP surface wants to see it. */
export function mcpHost(app: App): McpHost {
  const { operations, changes, report } = app;
  return {
    version,
    operations,
    changes,
    report,
    identify: identifierOf(app),
    bearerOf: (tokenId) => app.services.identity.bearerOf(tokenId),
    bearerLike: (wish) => app.services.identity.bearerLike(wish),
    whyRefused: (credential) => app.services.identity.whyRefused(credential),
    settings: {
      get latest() {
        return app.services.settings.latest.mcp;
      },
      current: async () => (await app.services.settings.current()).mcp,
    },
    prompts: app.services.prompts,
    answered: (call, bytes) => app.services.audit.recent.answered(call, bytes),
    clients: app.services.mcpClients.live,
    subscriptions: app.services.mcpSubscriptions,
    contextFor: app.contextFor,
    admission: app.admission,
    seenChanges: (context, seen) => app.services.seenChanges(context, seen),
    currentSchema: () => app.services.catalogs.current(),
    schemas: { create: createSchema, update: updateSchema },
  };
}

function identifierOf({ services }: App): HttpHost["identify"] {
  return (credential) => services.identity.identify(credential);
}
