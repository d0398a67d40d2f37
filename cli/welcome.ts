import type { App } from "../src/app.ts";

/** Where things are, and the way in for whoever has none yet. */
export async function welcome(app: App, url: string): Promise<string> {
  const lines = [
    `Vaultbase serves ${app.directory}`,
    `  Page  ${url}/_/`,
    `  REST  ${url}/api/v1`,
    `  MCP   ${url}/api/v1/mcp`,
  ];
  const { s3, backups } = await app.services.settings.current();
  if (s3.enabled || backups.s3.enabled) {
    lines.push("S3 is set, but files and backups stay in the data directory in this version.");
  }
  const setupToken = await app.services.identity.makeSetupToken();
  if (setupToken !== null) {
    lines.push(
      "There is no superuser yet. Open this link once to make the first:",
      `  ${url}/_/setup?token=${setupToken}`,
      "or run: vaultbase superuser create EMAIL",
    );
  }
  return lines.join("\n");
}
