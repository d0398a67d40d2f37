import { join, resolve } from "node:path";
import type { Reach } from "../../src/features/connecting/agent-client.ts";
import { Failure } from "../../src/kernel/failure.ts";
import { identifyCaller } from "../../src/surfaces/mcp/identify-caller.ts";
import { version } from "../../package.json";
import { dataDirectory, setting } from "../arguments.ts";
import { checkEndpoint } from "../bridge/check-endpoint.ts";
import { readEndpoint, type View } from "../bridge/endpoint.ts";
import { Trouble } from "../bridge/trouble.ts";
import { openDirectory } from "../open-directory.ts";
import { mcpHost } from "../surface-hosts.ts";
import { ownCommand } from "./own-command.ts";

/** Where an agent's data is: in a directory of this machine, or behind a server's address. */
export type Place = { readonly dir: string } | { readonly url: string };

export interface PlaceArguments {
  readonly dir?: string | undefined;
  readonly url?: string | undefined;
}

/** @throws Failure `notFound` for a data directory that is none: it would be made, and be empty. */
export async function placeOf(given: PlaceArguments): Promise<Place> {
  const url =
    given.url ?? (given.dir === undefined ? setting(undefined, "VAULTBASE_URL") : undefined);
  if (url !== undefined) {
    readEndpoint(url);
    return { url };
  }
  const dir = resolve(dataDirectory(given.dir));
  if (await Bun.file(join(dir, "data.db")).exists()) return { dir };
  throw new Failure("notFound", `There is no data directory at ${dir}.`, {
    hint: "Name it with --dir, or a server with --url.",
  });
}

/** Through this program, which speaks with the directory or the server. */
export function byProgram(place: Place, view: View, token: string): Reach {
  const { command, args } = ownCommand();
  const where = "dir" in place ? ["--dir", place.dir] : ["--url", place.url];
  const options = [
    ...(view.toolset === undefined ? [] : ["--toolset", view.toolset]),
    ...(view.readOnly ? ["--read-only"] : []),
  ];
  return { via: "program", command, args: [...args, "mcp", ...where, ...options], token };
}

export function byHttp(url: string, view: View, token: string): Reach {
  return { via: "http", url: readEndpoint(url, view).href, token };
}

/** @throws Failure saying why the token opens no door there. */
export async function checkToken(place: Place, token: string): Promise<void> {
  if ("url" in place) {
    await checkEndpoint(readEndpoint(place.url), { token, version }).catch((thrown: unknown) => {
      throw thrown instanceof Trouble ? thrown.failure : thrown;
    });
    return;
  }
  const app = await openDirectory(place.dir);
  try {
    await identifyCaller(mcpHost(app), token);
  } finally {
    await app.close();
  }
}
