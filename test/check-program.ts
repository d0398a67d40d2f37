import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";

const root = join(import.meta.dir, "..");

/**
 * Type-checks a program of a few files, strictly; answers the errors, or "" where there are none.
 * It lies below this directory, so that it finds the packages we have.
 */
export async function checkProgram(
  files: Readonly<Record<string, string>>,
  lib: readonly string[] = ["ESNext", "DOM"],
): Promise<string> {
  const directory = await mkdtemp(join(root, "node_modules", ".program-"));
  try {
    for (const [name, text] of Object.entries(files)) await Bun.write(join(directory, name), text);
    await Bun.write(join(directory, "tsconfig.json"), JSON.stringify(configurationWith(lib)));
    const child = Bun.spawn([process.execPath, "check", "--no-script", "-p", directory], {
      cwd: directory,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NO_COLOR: "1" },
    });
    const [output, errors, exitCode] = await Promise.all([
      child.stdout.text(),
      child.stderr.text(),
      child.exited,
    ]);
    return exitCode === 0 ? "" : `${output}${errors}`;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const configurationWith = (lib: readonly string[]) => ({
  compilerOptions: {
    target: "ESNext",
    module: "Preserve",
    moduleResolution: "bundler",
    lib,
    types: [],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    allowImportingTsExtensions: true,
    skipLibCheck: false,
    noEmit: true,
  },
  files: ["main.ts"],
});
