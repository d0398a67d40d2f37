// The official suite against the surface, compiled into a program of its own: with the suite's
// fixtures everything a revision requires, without them whatever holds for a bare product, through
// the SDK and past it.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile } from "../../../cli/build/build.ts";
import { bareScenarios, runSuite, runWholeSuite } from "../../fixtures/conformance-suite.ts";

const entry = join(import.meta.dir, "..", "..", "fixtures", "conformance-server.ts");
const children: Bun.Subprocess[] = [];
let directory: string;
let program: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "vaultbase-conformance-"));
  program = await compile(entry, join(directory, "conformance-server"));
});

afterAll(async () => {
  for (const child of children) child.kill();
  await Promise.all(children.map((child) => child.exited));
  await rm(directory, { recursive: true, force: true });
});

/** Run by the suite, but not counted for a revision: extensions and what is pending. */
const isScored = (scenario: string) =>
  !scenario.startsWith("tasks-") &&
  scenario !== "server-sse-polling" &&
  scenario !== "http-custom-header-server-validation";

describe.each(["--fast-lane", "--no-fast-lane"])("%s", (lane) => {
  describe.each(["2025-11-25", "2026-07-28"] as const)("revision %s", (revision) => {
    test("with the suite's fixtures all that it requires", async () => {
      const results = await runSuite(await startServer("--fixtures", lane), revision);
      const failing = results.filter(({ scenario, passed }) => !passed && isScored(scenario));
      expect(failing).toEqual([]);
      expect(results.length).toBeGreaterThan(29);
    }, 120_000);

    test("without them what holds for a bare product", async () => {
      const results = await runSuite(await startServer(lane), revision);
      const passed = results.filter((each) => each.passed).map((each) => each.scenario);
      expect(passed).toEqual(expect.arrayContaining([...bareScenarios[revision]]));
    }, 120_000);
  });

  test("revision 2025-06-18: every scenario there is", async () => {
    const results = await runWholeSuite(await startServer("--fixtures", lane), "2025-06-18");
    expect(results.filter(({ passed }) => !passed)).toEqual([]);
    expect(results.length).toBeGreaterThan(26);
  }, 120_000);
});

async function startServer(...flags: string[]): Promise<string> {
  const child = Bun.spawn([program, ...flags], {
    stdout: "pipe",
    stderr: "inherit",
  });
  children.push(child);
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { value = "" } = await reader.read();
  return value.trim();
}
