import { defineCommand } from "citty";
import { createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { Failure } from "../../src/kernel/failure.ts";
import { nearest } from "../../src/lib/nearest.ts";
import { directoryArguments } from "../arguments.ts";
import type { Command } from "../find-command.ts";
import { outputArgument } from "../write-output.ts";
import { bundleManifest, bundlePlatforms, type BundlePlatform } from "./bundle-manifest.ts";
import { ownCommand } from "./own-command.ts";
import { placeOf } from "./server-place.ts";

export const bundle: Command = {
  ...defineCommand({
    meta: { name: "bundle", description: "Make an extension for Claude Desktop (.mcpb)" },
    args: {
      ...directoryArguments,
      url: {
        type: "string",
        description: "A server it speaks with instead of a data directory (VAULTBASE_URL)",
        valueHint: "URL",
      },
      program: {
        type: "string",
        description: "Another executable to put in, for another platform",
        valueHint: "PATH",
      },
      platform: {
        type: "string",
        description: "What that runs on (default: this platform)",
        valueHint: bundlePlatforms.join("|"),
      },
      output: { ...outputArgument.output, description: "Default: vaultbase.mcpb" },
    },
    async run({ args }) {
      const program = args.program ?? ownExecutable();
      const platform = platformOf(args.platform ?? process.platform);
      const place = await placeOf(args);
      const output = args.output ?? "vaultbase.mcpb";
      await writeBundle(output, program, bundleManifest(place, platform));
      const megabytes = Math.round((await stat(output)).size / 1024 / 1024);
      console.log(`Wrote ${output} (${megabytes} MB).`);
      console.log("Open it with Claude Desktop, or drop it on Settings → Extensions.");
      console.log(
        "It asks for a token: vaultbase token mint --name NAME --scope mcp:read,mcp:write",
      );
    },
  }),
  examples: [
    "vaultbase mcp bundle --dir ./vaultbase_data",
    "vaultbase mcp bundle --url https://vaultbase.example.com --output team.mcpb",
    "vaultbase mcp bundle --url https://… --program dist/vaultbase-windows-x64.exe --platform win32",
  ],
};

/** @throws Failure where there is none: sources are run by another program. */
function ownExecutable(): string {
  const { command, args } = ownCommand();
  if (args.length === 0) return command;
  throw new Failure("invalid", "This is not the executable.", {
    hint: "Build it with `npm run build` and name it: --program dist/vaultbase.",
  });
}

function platformOf(text: string): BundlePlatform {
  const found = bundlePlatforms.find((each) => each === text);
  if (found) return found;
  const near = nearest(text, bundlePlatforms);
  throw new Failure("invalid", `There is no platform ${JSON.stringify(text)} for extensions.`, {
    hint: near ? `Did you mean ${near}?` : `It is one of ${bundlePlatforms.join(", ")}.`,
  });
}

/** A zip with the manifest at its root and the executable where that says. */
async function writeBundle(
  path: string,
  program: string,
  manifest: ReturnType<typeof bundleManifest>,
): Promise<void> {
  if (!(await Bun.file(program).exists())) {
    throw new Failure("notFound", `There is no program ${program}.`, {
      hint: "Build it with `npm run build`.",
    });
  }
  const zip = new ZipFile();
  const written = pipeline(zip.outputStream, createWriteStream(path));
  zip.on("error", (error) => (zip.outputStream as Readable).destroy(error));
  zip.addBuffer(Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), "manifest.json");
  zip.addFile(program, manifest.server.entry_point, { mode: 0o100755 });
  zip.end();
  await written.catch(async (cause: Error) => {
    await rm(path, { force: true });
    throw new Failure("invalid", `${path} cannot be written: ${cause.message}.`, { cause });
  });
}
