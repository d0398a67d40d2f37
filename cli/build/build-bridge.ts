// Makes the npm package @vaultbase/mcp: one JavaScript file for Node, without dependencies.
import { chmod, copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { license, version } from "../../package.json";

const root = join(import.meta.dir, "..", "..");

if (import.meta.main) console.log(await buildBridge());

/** Answers the path of the tarball, as `npm publish` takes it. */
export async function buildBridge(into = join(root, "dist")): Promise<string> {
  const folder = join(into, "bridge");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const built = await Bun.build({
    entrypoints: [join(root, "cli", "bridge", "main.ts")],
    outdir: folder,
    naming: "vaultbase-mcp.js",
    target: "node",
    format: "esm",
    banner: "#!/usr/bin/env node",
  });
  if (!built.success) throw new AggregateError(built.logs, "The bridge could not be built.");
  await chmod(join(folder, "vaultbase-mcp.js"), 0o755);
  const description = {
    name: "@vaultbase/mcp",
    version,
    description: "MCP on standard input and output, from a Vaultbase server over HTTP.",
    license,
    type: "module",
    bin: { "vaultbase-mcp": "vaultbase-mcp.js" },
    files: ["vaultbase-mcp.js"],
    engines: { node: ">=20.3" },
    keywords: ["mcp", "vaultbase", "agents"],
  };
  await writeFile(join(folder, "package.json"), `${JSON.stringify(description, null, 2)}\n`);
  await copyFile(join(root, "cli", "bridge", "README.md"), join(folder, "README.md"));
  await copyFile(join(root, "LICENSE"), join(folder, "LICENSE"));
  // npm is a script on some systems, which only a shell starts.
  const packed = Bun.spawnSync(["npm", "pack", "--silent", "--pack-destination", into], {
    cwd: folder,
    stderr: "inherit",
  });
  if (!packed.success) throw new Error(`npm pack ended with ${packed.exitCode}.`);
  return join(into, packed.stdout.toString().trim());
}
