import { afterAll } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const executable = join(import.meta.dir, "..", "..", "dist", "vaultbase");

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as JSON. */
  json(): any;
}

export interface RunOptions {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

const directories: string[] = [];
const children: Bun.Subprocess[] = [];

afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await Promise.all(children.map((child) => child.exited));
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});
// Where files share this module, the hook above runs for the first of them only.
process.on("exit", () => {
  for (const child of children) child.kill("SIGKILL");
});

/** A directory of its own; removed after the file's tests. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "vaultbase-e2e-"));
  directories.push(directory);
  return directory;
}

/** Runs the compiled binary to its end. */
export async function vaultbase(words: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = Bun.spawn([executable, ...words], {
    stdin: options.stdin === undefined ? "ignore" : new Blob([options.stdin]),
    stdout: "pipe",
    stderr: "pipe",
    env: cleanEnvironment(options.env),
    cwd: options.cwd ?? temporaryDirectory(),
  });
  const [stdout, stderr, exitCode] = await Promise.all([
    child.stdout.text(),
    child.stderr.text(),
    child.exited,
  ]);
  return { exitCode, stdout, stderr, json: () => JSON.parse(stdout) };
}

export interface Serving {
  readonly url: string;
  /** The link for the first superuser, where there is none yet. */
  readonly setupLink: string | undefined;
  readonly child: Bun.Subprocess;
  /** Answers the exit code. */
  stop(): Promise<number>;
}

/** Starts `vaultbase serve` on a free port; resolves when it is ready. */
export async function serve(
  directory: string,
  options: { readonly words?: readonly string[]; readonly env?: RunOptions["env"] } = {},
): Promise<Serving> {
  const child = Bun.spawn(
    [executable, "serve", "--port", "0", "--dir", directory, ...(options.words ?? [])],
    {
      stdin: "ignore",
      stdout: "pipe",
      stderr: "inherit",
      env: cleanEnvironment(options.env),
      cwd: directory,
    },
  );
  children.push(child);
  let said = "";
  for await (const piece of child.stdout.pipeThrough(new TextDecoderStream())) {
    said += piece;
    const url = /http:\/\/[\d.]+:\d+/.exec(said)?.[0];
    if (url !== undefined) {
      return {
        url,
        setupLink: /http:\S+setup\S+/.exec(said)?.[0],
        child,
        async stop() {
          child.kill("SIGTERM");
          return child.exited;
        },
      };
    }
  }
  throw new Error(
    `The server ended with ${await child.exited} before it said where it is: ${said}`,
  );
}

/** What a developer's shell has set must not decide a test. */
function cleanEnvironment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !entry[0].startsWith("VAULTBASE_"),
  );
  return { ...Object.fromEntries(inherited), NO_COLOR: "1", ...more };
}
