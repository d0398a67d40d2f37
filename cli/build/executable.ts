import { stat } from "node:fs/promises";
import { join } from "node:path";
import { build } from "./build.ts";

const root = join(import.meta.dir, "..", "..");

/** This machine's executable, built anew where a source is newer than it. */
export async function freshExecutable(): Promise<string> {
  const path = join(root, "dist", process.platform === "win32" ? "vaultbase.exe" : "vaultbase");
  const builtAt = await changedAt(path);
  if (builtAt > 0 && builtAt >= (await newestSource())) return path;
  console.error("Building dist/vaultbase …");
  await build();
  return path;
}

async function newestSource(): Promise<number> {
  const files = ["package.json", "bun.lock"];
  for await (const file of new Bun.Glob("{src,cli,admin-ui}/**/*").scan(root)) files.push(file);
  const times = await Promise.all(files.map((file) => changedAt(join(root, file))));
  return Math.max(...times);
}

/** Milliseconds since 1970; 0 for a file that is not there. */
async function changedAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === "ENOENT") return 0;
    throw thrown;
  }
}
