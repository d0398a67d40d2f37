import { filesDoor } from "../src/surfaces/http/doors/files-door.ts";
import { mcpDoor } from "../src/surfaces/http/doors/mcp-door.ts";
import { confirmDoor } from "../src/surfaces/http/doors/confirm-door.ts";
import { oauth2RedirectDoor } from "../src/surfaces/http/doors/oauth2-redirect-door.ts";
import { oauth2RedirectPageDoor } from "../src/surfaces/http/doors/oauth2-redirect-page.ts";
import { customRoutesDoor } from "../src/surfaces/http/doors/custom-routes-door.ts";
import { openApiDoor } from "../src/surfaces/http/doors/openapi-door.ts";
import { metricsDoor } from "../src/surfaces/http/doors/metrics-door.ts";
import { probeDoor } from "../src/surfaces/http/doors/probe-door.ts";
import { realtimeDoor } from "../src/surfaces/http/doors/realtime-door.ts";
import { adminPageDoor } from "../src/surfaces/http/doors/admin-page-door.ts";
import { serveHttp } from "../src/surfaces/http/http-surface.ts";
import { openMcpHttp } from "../src/surfaces/mcp/http-transport.ts";
import { openMcp } from "../src/surfaces/mcp/mcp-surface.ts";
import type { ToolsetOptions } from "../src/surfaces/mcp/mcp-host.ts";
import { httpHost, mcpHost } from "./surface-hosts.ts";
import { adminPageDirectory } from "./admin-page-directory.ts";
import { welcome } from "./welcome.ts";
import type { App } from "../src/app.ts";
import { backupsDoor } from "../src/surfaces/http/doors/backups-door.ts";

/** How a server listens and whom it hears. */
export interface ServeOptions {
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly origins: readonly string[];
  readonly allowedHosts: readonly string[];
  readonly toolset: Partial<ToolsetOptions>;
}

export interface Served {
  /** Somebody told the server to end, or a backup waits to take the data's place. */
  readonly ending: "told" | "restored";
  readonly port: number;
}

/** Serves until the end, and closes the app in any case. */
export async function serveApp(
  app: App,
  options: ServeOptions,
  told: Promise<void>,
): Promise<Served> {
  try {
    const { toolset, allowedHosts, ...listening } = options;
    const mcp = openMcpHttp(openMcp(mcpHost(app), { toolset }), { allowedHosts });
    const http = httpHost(app);
    let isStopping = false;
    const doors = [
      probeDoor(http, () => isStopping),
      metricsDoor(http),
      filesDoor(http),
      mcpDoor(mcp),
      realtimeDoor(http),
      oauth2RedirectDoor(http),
      oauth2RedirectPageDoor(),
      adminPageDoor(adminPageDirectory()),
      confirmDoor(http),
      openApiDoor(http, app.version),
      customRoutesDoor(http),
      backupsDoor(http),
    ];
    const server = await serveHttp(http, { ...listening, doors });
    app.services.crons.start();
    app.services.webhooks.start();
    app.services.afterHooks.start();
    console.log(await welcome(app, server.url));
    const ending = await Promise.race([
      told.then(() => "told" as const),
      app.services.backups.restored.then(() => "restored" as const),
    ]);
    isStopping = true;
    app.services.realtime.close();
    await mcp.close();
    await server.stop();
    return { ending, port: Number(new URL(server.url).port) };
  } finally {
    await app.close();
  }
}
