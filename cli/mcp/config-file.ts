import { copyFile, mkdir, readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { constants } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import type { AgentClient } from "../../src/features/connecting/agent-client.ts";
import type { ConfigDocument } from "../../src/features/connecting/config-document.ts";
import { readConfig } from "../../src/features/connecting/read-config.ts";
import { configPath, type Home } from "../../src/features/connecting/config-path.ts";
import { asFailure, Failure } from "../../src/kernel/failure.ts";

/** A client's configuration on this machine. */
export interface ConfigFile {
  /** Where it really is: people keep theirs behind symbolic links. */
  readonly path: string;
  /** "" where there is no file yet. */
  readonly text: string;
  readonly document: ConfigDocument;
}

export const configArgument = {
  config: {
    type: "string",
    description: "The client's configuration file, where it is not in its usual place",
    valueHint: "PATH",
  },
} as const;

/** @throws Failure naming the file, which stays as it is, where it cannot be understood. */
export async function readConfigFile(
  client: AgentClient,
  given: string | undefined,
): Promise<ConfigFile> {
  const named = resolve(given ?? configPath(client, thisHome()));
  const path = await realpath(named).catch(() => named);
  const text = await readFile(path, "utf8").catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === "ENOENT") return "";
    throw new Failure("invalid", `${path} cannot be read: ${thrown.message}.`, { cause: thrown });
  });
  try {
    return { path, text, document: readConfig(client, text) };
  } catch (thrown) {
    const { code, message, hint } = asFailure(thrown);
    if (code === "internal") throw thrown;
    throw new Failure(code, `${path} was left as it is. ${message}`, { hint });
  }
}

/**
 * Puts `text` in the file's place, whole or not at all, and keeps what was there.
 * Answers where that is; null where nothing was.
 */
export async function replaceConfigFile(file: ConfigFile, text: string): Promise<string | null> {
  const { path } = file;
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const before = await stat(path).catch(() => null);
  if (before && (await readFile(path, "utf8")) !== file.text) {
    throw new Failure("conflict", `${path} was changed in this moment.`, {
      hint: "Run the command again.",
    });
  }
  const backup = before ? `${path}.${stamp()}.bak` : null;
  if (backup) await copyFile(path, backup, constants.COPYFILE_EXCL);
  const draft = join(folder, `.${basename(path)}.${stamp()}.tmp`);
  try {
    // There is a token in it.
    await writeFile(draft, text, { mode: before ? before.mode & 0o777 : 0o600, flag: "wx" });
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
  return backup;
}

export function thisHome(): Home {
  const names: Partial<Record<NodeJS.Platform, Home["platform"]>> = {
    darwin: "macos",
    win32: "windows",
  };
  const platform = names[process.platform] ?? "linux";
  const folder = process.env.HOME ?? process.env.USERPROFILE ?? homedir();
  return { platform, folder, environment: process.env };
}

/** 20261121T093015123Z: sorts by time, and is a file's name everywhere. */
function stamp(): string {
  return new Date().toISOString().replaceAll(/[-:.]/g, "");
}
