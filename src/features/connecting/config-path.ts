import { posix, win32 } from "node:path";
import type { AgentClient, Platform } from "./agent-client.ts";

/** The machine as far as it says where files are. */
export interface Home {
  readonly platform: Platform;
  /** The user's own folder. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Where a client's configuration is on this machine. */
export function configPath(client: AgentClient, home: Home): string {
  const { platform, environment } = home;
  const written = client.config[platform];
  const { join, basename } = platform === "windows" ? win32 : posix;
  const elsewhere = client.configFolder && environment[client.configFolder];
  if (elsewhere) return join(elsewhere, basename(written));
  const settings = platform === "linux" && environment.XDG_CONFIG_HOME;
  if (settings && written.startsWith("~/.config/")) {
    return join(settings, written.slice("~/.config/".length));
  }
  return join(
    written
      .replace(/^~/, () => home.folder)
      .replace("%USERPROFILE%", () => home.folder)
      .replace("%APPDATA%", () => environment.APPDATA ?? join(home.folder, "AppData", "Roaming")),
  );
}
