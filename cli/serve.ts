import { defineCommand } from "citty";
import { readOrigin } from "../src/surfaces/http/restrict-origins.ts";
import {
  dataDirectory,
  directoryArguments,
  listSetting,
  portSetting,
  setting,
} from "./arguments.ts";
import { allValues } from "./check-arguments.ts";
import type { Command } from "./find-command.ts";
import type { App } from "../src/app.ts";
import { abandonRestore } from "../src/features/backups/finish-restore.ts";
import { asFailure } from "../src/kernel/failure.ts";
import { openDirectory } from "./open-directory.ts";
import { serveApp } from "./serve-app.ts";
import { readToolset, toolsetArguments } from "./toolset-arguments.ts";

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
      const life = {
        host,
        port,
        origins: origins.length > 0 ? origins : ["*"],
        toolset,
        allowedHosts,
      };
      const told = untilTold();
      let app = await openDirectory(args.dir);
      for (let listening = life; ;) {
        const { ending, port: used } = await serveApp(app, listening, told);
        if (ending === "told") return;
        // Whoever knew the server finds it where it was.
        listening = { ...life, port: used };
        app = await openRestored(args.dir);
      }
    },
  }),
  examples: [
    "vaultbase serve",
    "vaultbase serve --host 0.0.0.0 --port 80 --dir /var/lib/vaultbase --allowed-host api.example.com",
    "vaultbase serve --origins https://app.example.com",
  ],
};

/**
 * The directory with the backup in its place. Where another process holds on to the old data, that
 * stays, since both cannot be had.
 */
async function openRestored(flag: string | undefined): Promise<App> {
  try {
    return await openDirectory(flag);
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.code !== "conflict") throw thrown;
    console.error(`The backup was not restored: ${failure.message} ${failure.hint ?? ""}`);
    await abandonRestore(dataDirectory(flag));
    const app = await openDirectory(flag);
    app.services.backups.notRestored = failure.message;
    return app;
  }
}

/** Ctrl-C, or the service manager; being told twice must not cut the ending short. */
function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve());
  });
}
