import { license, version } from "../../package.json";
import type { Place } from "./server-place.ts";

/** As extensions call them. */
export const bundlePlatforms = ["darwin", "win32", "linux"] as const;
export type BundlePlatform = (typeof bundlePlatforms)[number];

/**
 * What an extension says of itself (MCP bundles, manifest 0.3). Where the data is can be changed when
 * it is installed; the token is asked for and kept in the system's keychain.
 */
export function bundleManifest(place: Place, platform: BundlePlatform) {
  const program = platform === "win32" ? "server/vaultbase.exe" : "server/vaultbase";
  const where =
    "dir" in place
      ? {
          args: ["--dir", "${user_config.directory}"],
          config: {
            directory: {
              type: "directory",
              title: "Data directory",
              description: "Where Vaultbase keeps its data on this machine.",
              default: place.dir,
              required: true,
            },
          },
        }
      : {
          args: ["--url", "${user_config.url}"],
          config: {
            url: {
              type: "string",
              title: "Server",
              description: "The address of a Vaultbase server.",
              default: place.url,
              required: true,
            },
          },
        };
  return {
    manifest_version: "0.3",
    name: "vaultbase",
    display_name: "Vaultbase",
    version,
    description: "Collections, records and files of a Vaultbase, as far as the token goes.",
    author: { name: "Vaultbase" },
    license,
    keywords: ["database", "backend", "collections"],
    server: {
      type: "binary",
      entry_point: program,
      mcp_config: {
        command: `\${__dirname}/${program}`,
        args: ["mcp", ...where.args],
        env: {
          VAULTBASE_MCP_TOKEN: "${user_config.token}",
          VAULTBASE_READ_ONLY: "${user_config.read_only}",
        },
      },
    },
    user_config: {
      ...where.config,
      token: {
        type: "string",
        title: "Token",
        description: "What the agent may do: vaultbase token mint --name NAME --scope mcp:read",
        sensitive: true,
        required: true,
      },
      read_only: {
        type: "boolean",
        title: "Read only",
        description: "Refuse every write.",
        default: false,
      },
    },
    // They come from the live schema.
    tools_generated: true,
    prompts_generated: true,
    compatibility: { platforms: [platform] },
  };
}
