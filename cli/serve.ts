import { defineCommand } from "citty";
import { mcpDoor } from "../src/surfaces/http/doors/mcp-door.ts";
import { oauth2RedirectDoor } from "../src/surfaces/http/doors/oauth2-redirect-door.ts";
import { openApiDoor } from "../src/surfaces/http/doors/openapi-door.ts";
import { realtimeDoor } from "../src/surfaces/http/doors/realtime-door.ts";
import { setupDoor } from "../src/surfaces/http/doors/setup-door.ts";
import { serveHttp } from "../src/surfaces/http/http-surface.ts";
import { directoryArguments, portSetting, setting } from "./arguments.ts";
import { openMcpHttp } from "../src/surfaces/mcp/http-transport.ts";
import { openMcp } from "../src/surfaces/mcp/mcp-surface.ts";
import type { Command } from "./find-command.ts";
import { openDirectory } from "./open-directory.ts";
import { httpHost, mcpHost } from "./surface-hosts.ts";
import { welcome } from "./welcome.ts";

export const serve: Command = {
  ...defineCommand({
    meta: { name: "serve", description: "Serve REST and MCP over HTTP" },
    args: {
      host: {
        type: "string",
        description: "Address to listen on (VAULTBASE_HOST; default 127.0.0.1)",
      },
      port: {
        type: "string",
        description: "Port, 0 for any free one (VAULTBASE_PORT; default 8091)",
      },
      ...directoryArguments,
    },
    async run({ args }) {
      const host = setting(args.host, "VAULTBASE_HOST") ?? "127.0.0.1";
      const port = portSetting(args.port);
      const app = await openDirectory(args.dir);
      try {
        const mcp = openMcpHttp(openMcp(mcpHost(app)));
        const http = httpHost(app);
        const doors = [
          mcpDoor(mcp),
          realtimeDoor(http),
          oauth2RedirectDoor(http),
          setupDoor(http),
          openApiDoor(http, app.version),
        ];
        const server = await serveHttp(http, { host, port, doors });
        app.services.crons.start();
        console.log(await welcome(app, server.url));
        await untilTold();
        app.services.realtime.close();
        await mcp.close();
        await server.stop();
      } finally {
        await app.close();
      }
    },
  }),
  examples: [
    "vaultbase serve",
    "vaultbase serve --host 0.0.0.0 --port 80 --dir /var/lib/vaultbase",
  ],
};

/** Ctrl-C, or the service manager; being told twice must not cut the ending short. */
function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve());
  });
}
