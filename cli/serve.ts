import { defineCommand } from "citty";
import { filesDoor } from "../src/surfaces/http/doors/files-door.ts";
import { mcpDoor } from "../src/surfaces/http/doors/mcp-door.ts";
import { confirmDoor } from "../src/surfaces/http/doors/confirm-door.ts";
import { oauth2RedirectDoor } from "../src/surfaces/http/doors/oauth2-redirect-door.ts";
import { openApiDoor } from "../src/surfaces/http/doors/openapi-door.ts";
import { metricsDoor } from "../src/surfaces/http/doors/metrics-door.ts";
import { probeDoor } from "../src/surfaces/http/doors/probe-door.ts";
import { realtimeDoor } from "../src/surfaces/http/doors/realtime-door.ts";
import { setupDoor } from "../src/surfaces/http/doors/setup-door.ts";
import { serveHttp } from "../src/surfaces/http/http-surface.ts";
import { readOrigin } from "../src/surfaces/http/restrict-origins.ts";
import { directoryArguments, listSetting, portSetting, setting } from "./arguments.ts";
import { allValues } from "./check-arguments.ts";
import { openMcpHttp } from "../src/surfaces/mcp/http-transport.ts";
import { openMcp } from "../src/surfaces/mcp/mcp-surface.ts";
import type { Command } from "./find-command.ts";
import { openDirectory } from "./open-directory.ts";
import { httpHost, mcpHost } from "./surface-hosts.ts";
import { readToolset, toolsetArguments } from "./toolset-arguments.ts";
import { welcome } from "./welcome.ts";

const serveArguments = {
  host: {
    type: "string",
    description: "Address to listen on (VAULTBASE_HOST; default 127.0.0.1)",
  },
  port: {
    type: "string",
    description: "Port, 0 for any free one (VAULTBASE_PORT; default 8091)",
  },
  ...directoryArguments,
  origins: {
    type: "string",
    description: "Origins whose pages may read answers (VAULTBASE_ORIGINS; default *)",
    valueHint: "URL,URL",
  },
  "allowed-host": {
    type: "string",
    description: "Host names for MCP besides this machine's own (VAULTBASE_ALLOWED_HOSTS)",
    valueHint: "NAME",
  },
  ...toolsetArguments,
} as const;

export const serve: Command = {
  ...defineCommand({
    meta: { name: "serve", description: "Serve REST and MCP over HTTP" },
    args: serveArguments,
    async run({ args, rawArgs }) {
      const host = setting(args.host, "VAULTBASE_HOST") ?? "127.0.0.1";
      const port = portSetting(args.port);
      const listed = (flag: keyof typeof serveArguments, variable: `VAULTBASE_${string}`) =>
        listSetting(allValues(rawArgs, serveArguments, flag), variable);
      const origins = listed("origins", "VAULTBASE_ORIGINS").map((each) =>
        each === "*" ? each : readOrigin(each),
      );
      const toolset = readToolset(args);
      // A page that may read answers may also speak MCP.
      const allowedHosts = [
        ...listed("allowed-host", "VAULTBASE_ALLOWED_HOSTS"),
        ...origins.filter((each) => each !== "*").map((each) => new URL(each).hostname),
      ];
      const app = await openDirectory(args.dir);
      try {
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
          setupDoor(http),
          confirmDoor(http),
          openApiDoor(http, app.version),
        ];
        const server = await serveHttp(http, {
          host,
          port,
          doors,
          origins: origins.length > 0 ? origins : ["*"],
        });
        app.services.crons.start();
        console.log(await welcome(app, server.url));
        await untilTold();
        isStopping = true;
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
    "vaultbase serve --host 0.0.0.0 --port 80 --dir /var/lib/vaultbase --allowed-host api.example.com",
    "vaultbase serve --origins https://app.example.com",
  ],
};

/** Ctrl-C, or the service manager; being told twice must not cut the ending short. */
function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve());
  });
}
