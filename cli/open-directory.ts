import { openApp, type App, type AppOptions } from "../src/app.ts";
import { vaultWith } from "../src/kernel/vault.ts";
import { dataDirectory } from "./arguments.ts";
import { keyFromEnvironment } from "./encryption-key.ts";

/** The product on the data directory that the flag or the environment names, with its key. */
export async function openDirectory(flag: string | undefined): Promise<App> {
  return openApp(await directoryOptions(flag));
}

export async function directoryOptions(flag: string | undefined): Promise<AppOptions> {
  const key = await keyFromEnvironment("VAULTBASE_ENCRYPTION_KEY");
  return {
    directory: dataDirectory(flag),
    environment: process.env,
    ...(key && { vault: vaultWith(key) }),
  };
}
