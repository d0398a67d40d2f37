// `npm test`: everything that says whether this tree is good, cheapest first.
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findChromium } from "./find-chromium.ts";
import { freshExecutable } from "./executable.ts";

const root = join(import.meta.dir, "..", "..");
const bun = process.execPath;
/** A busy machine is slow, not wrong. */
const patienceMs = 60_000;

interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

const outcomes: Outcome[] = [
  await check("types", [bun, "check"]),
  await check("format", [bun, "fmt", "--check"]),
  await check("lint", [bun, join(root, "node_modules", "oxlint", "bin", "oxlint")]),
  await runTests("tests", "test/**/*.test.ts", "test/e2e/"),
];
const built = await buildOnce();
outcomes.push(built);
if (built.failed === 0) {
  outcomes.push(await runTests("end-to-end tests", "test/e2e/**/*.test.ts"));
}
if (!findChromium()) outcomes.push(withoutChromium());
const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

/** Counts as one; its output is shown when it fails. */
async function check(name: string, command: readonly string[]): Promise<Outcome> {
  const { exitCode, output } = await run(command);
  const good = exitCode === 0;
  console.log(`${good ? "ok  " : "FAIL"}  ${name}`);
  if (!good) console.log(output);
  return { passed: good ? 1 : 0, failed: good ? 0 : 1 };
}

async function runTests(name: string, pattern: string, except?: string): Promise<Outcome> {
  const files = [...new Bun.Glob(pattern).scanSync(root)]
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => except === undefined || !file.startsWith(except))
    .toSorted();
  if (files.length === 0) return { passed: 0, failed: 0 };
  const { exitCode, output } = await run([
    bun,
    "test",
    // A file of its own world: hooks of shared modules then run for each of them.
    "--isolate",
    "--only-failures",
    `--timeout=${patienceMs}`,
    ...files.map((file) => `./${file}`),
  ]);
  const passed = lastNumber(output, /^ *(\d+) pass$/gm);
  const failed = lastNumber(output, /^ *(\d+) fail$/gm);
  const errors = lastNumber(output, /^ *(\d+) errors?$/gm);
  const good = exitCode === 0;
  console.log(`${good ? "ok  " : "FAIL"}  ${name}: ${passed} passed, ${failed} failed`);
  if (!good) console.log(output);
  // A crash of the runner or of a file's loading is a failure too, though no test reports it.
  return { passed, failed: good ? 0 : Math.max(1, failed + errors) };
}

async function buildOnce(): Promise<Outcome> {
  try {
    await freshExecutable();
    console.log("ok    build");
    return { passed: 1, failed: 0 };
  } catch (thrown) {
    console.log("FAIL  build", thrown);
    return { passed: 0, failed: 1 };
  }
}

/** A machine of somebody's own may lack one; where every change is judged it must be there. */
function withoutChromium(): Outcome {
  const fails = process.env.CI !== undefined;
  console.log(
    `${fails ? "FAIL" : "!!! "}  NO CHROMIUM: the admin page was not tested. Install one (Debian: apt-get install chromium), or name one with CHROMIUM=/path/to/it.`,
  );
  return { passed: 0, failed: fails ? 1 : 0 };
}

/** Through a file, not a pipe: a process that a test left behind would keep a pipe open for ever. */
async function run(command: readonly string[]): Promise<{ exitCode: number; output: string }> {
  const directory = await mkdtemp(join(tmpdir(), "vaultbase-check-"));
  const path = join(directory, "output");
  // One open file for both streams keeps their lines in order.
  const file = await open(path, "w");
  try {
    const child = Bun.spawn([...command], {
      cwd: root,
      stdio: ["ignore", file.fd, file.fd],
      env: { ...process.env, NO_COLOR: "1" },
    });
    return { exitCode: await child.exited, output: await Bun.file(path).text() };
  } finally {
    await file.close();
    await rm(directory, { recursive: true, force: true });
  }
}

function lastNumber(text: string, pattern: RegExp): number {
  return Number([...text.matchAll(pattern)].at(-1)?.[1] ?? 0);
}
