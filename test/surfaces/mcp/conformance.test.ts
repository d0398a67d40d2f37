// The official suite against the surface: with its fixtures everything a revision requires, without
// them whatever holds for a bare product, through the SDK and past it.
import { afterAll, describe, expect, test } from "bun:test";
import { join } from "node:path";

const root = join(import.meta.dir, "..", "..", "..");
const suite = join(root, "node_modules/@modelcontextprotocol/conformance/dist/index.js");
const children: Bun.Subprocess[] = [];

afterAll(() => {
  for (const child of children) child.kill();
});

/** Outside what a revision requires, and outside this product. */
const notScored = ["server-sse-polling", "http-custom-header-server-validation", /^tasks-/];

const bareScenarios = {
  "2025-11-25": [
    "server-initialize",
    "server-session-lifecycle",
    "ping",
    "completion-complete",
    "tools-list",
    "resources-list",
    "resources-subscribe",
    "resources-unsubscribe",
    "prompts-list",
    "dns-rebinding-protection",
    "server-sse-multiple-streams",
  ],
  "2026-07-28": [
    "completion-complete",
    "tools-list",
    "resources-list",
    "prompts-list",
    "sep-2164-resource-not-found",
    "dns-rebinding-protection",
    "caching",
    "http-header-validation",
    "server-sse-multiple-streams",
  ],
} as const;

describe.each(["2025-11-25", "2026-07-28"] as const)("revision %s", (revision) => {
  test("with the suite's fixtures all that it requires", async () => {
    const url = await startServer("--fixtures");
    const results = await runSuite(url, "--requirements", revision);
    const failing = results.filter((each) => !each.passed).map((each) => each.scenario);
    const counted = failing.filter(
      (name) =>
        !notScored.some((each) => (typeof each === "string" ? each === name : each.test(name))),
    );
    expect(counted).toEqual([]);
    expect(results.length).toBeGreaterThan(29);
  }, 120_000);

  test.each([["--fast-lane"], ["--no-fast-lane"]])(
    "%s: what holds for a bare product",
    async (flag) => {
      const url = await startServer(flag);
      const results = await runSuite(url, "--requirements", revision);
      const passed = results.filter((each) => each.passed).map((each) => each.scenario);
      expect(passed).toEqual(expect.arrayContaining([...bareScenarios[revision]]));
    },
    120_000,
  );
});

async function startServer(...flags: string[]): Promise<string> {
  const child = Bun.spawn(
    [process.execPath, join(root, "test/fixtures/pretend-server.ts"), ...flags],
    {
      stdout: "pipe",
      stderr: "inherit",
    },
  );
  children.push(child);
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { value } = await reader.read();
  return (value ?? "").trim();
}

async function runSuite(
  url: string,
  ...flags: string[]
): Promise<{ scenario: string; passed: boolean }[]> {
  const child = Bun.spawn([process.execPath, suite, "server", "--url", url, ...flags], {
    stdout: "pipe",
    stderr: "ignore",
  });
  const said = await child.stdout.text();
  const [, summary = ""] = said.split("=== SUMMARY ===");
  const lines = summary.split("Total:")[0]?.matchAll(/^([✓✗]) ([\w-]+):/gm) ?? [];
  return [...lines].map(([, mark, scenario = ""]) => ({ scenario, passed: mark === "✓" }));
}
