// Makes the executables: `dist/vaultbase` for this machine, or with --all one per platform.
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { BunPlugin } from "bun";
import { buildAdminPage } from "./admin-page.ts";

const root = join(import.meta.dir, "..", "..");

/** What runs in a thread of its own. */
const workers = [
  join(root, "src", "drivers", "sqlite", "sqlite-worker.ts"),
  join(root, "src", "drivers", "sqlite", "raw-sql", "raw-sql-thread.ts"),
  join(root, "src", "drivers", "quickjs", "quickjs-worker.ts"),
];

/**
 * The MCP SDK checks what a client answers when it is asked something, which nothing here asks. It
 * brings Ajv for that, which takes a sixth of a start; so it gets the smaller validator it has, too.
 */
const smallValidator: BunPlugin = {
  name: "small-validator",
  setup(building) {
    const path = join(root, "cli", "build", "sdk-runtime.ts");
    building.onResolve({ filter: /^@modelcontextprotocol\/server\/_shims$/ }, () => ({ path }));
  },
};

const platforms = [
  "linux-x64",
  "linux-arm64",
  "darwin-x64",
  "darwin-arm64",
  "windows-x64",
  "windows-arm64",
] as const;
type Platform = (typeof platforms)[number];

if (import.meta.main) {
  if (process.argv.includes("--all")) {
    for (const platform of platforms) console.log(await build(platform));
  } else {
    console.log(await build());
  }
}

/** Compiles one executable and answers its path. Other platforms' runtimes come from the npm registry. */
export async function build(platform?: Platform): Promise<string> {
  const outfile = join(root, "dist", platform ? `vaultbase-${nameOf(platform)}` : "vaultbase");
  await mkdir(join(root, "dist"), { recursive: true });
  const assets = [await buildAdminPage()];
  return compile(join(root, "src", "main.ts"), outfile, { platform, assets });
}

interface CompileOptions {
  readonly platform?: Platform | undefined;
  /** Directories that the program finds beside its code, under their last name. */
  readonly assets?: readonly string[];
}

/** One program as one file, as the product is made; tests make theirs in the same way. */
export async function compile(
  entry: string,
  outfile: string,
  { platform, assets = [] }: CompileOptions = {},
): Promise<string> {
  const result = await Bun.build({
    entrypoints: [entry, ...workers],
    // Whatever starts a worker looks for it beside itself, which is where all of them end up.
    naming: { entry: "[name].[ext]" },
    plugins: [smallValidator],
    target: "bun",
    format: "esm",
    minify: true,
    // What few commands need is read when they need it: a start is a fifth shorter.
    splitting: true,
    bytecode: true,
    sourcemap: "inline",
    define: { "process.env.NODE_ENV": '"production"' },
    compile: {
      outfile,
      assets: [...assets],
      ...(platform && { target: `bun-${platform}` }),
      // A stray .env or bunfig.toml in the working directory is none of the server's business.
      autoloadDotenv: false,
      autoloadBunfig: false,
    },
  });
  if (!result.success) throw new AggregateError(result.logs, "The build failed.");
  // The executable holds its map already; the copy beside it would only be one more file.
  for (const { kind, path } of result.outputs) if (kind === "sourcemap") await rm(path);
  return result.outputs.find(({ kind }) => kind === "entry-point")?.path ?? outfile;
}

/** People call it macOS; Bun calls it darwin. */
function nameOf(platform: Platform): string {
  return platform.replace("darwin", "macos");
}
