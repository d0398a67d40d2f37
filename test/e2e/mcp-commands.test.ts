// MCP from the command line: what an agent sees and what its calls answer.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { serve, temporaryDirectory, vaultbase, type Serving } from "./run-binary.ts";

let directory: string;
let server: Serving;
let token: string;

beforeAll(async () => {
  directory = temporaryDirectory();
  const superuser = ["superuser", "create", "root@example.com", "--password", "1234567890"];
  expect((await vaultbase([...superuser, "--dir", directory])).exitCode).toBe(0);
  const fields = JSON.stringify([
    { name: "title", type: "text" },
    { name: "year", type: "number" },
    { name: "tags", type: "select", values: ["a", "b"], maxSelect: 2 },
  ]);
  const create = ["collections", "create", "films", "--fields", fields, "--dir", directory];
  expect((await vaultbase(create)).exitCode).toBe(0);
  const mint = ["token", "mint", "--name", "reader", "--scope", "mcp:read", "--json"];
  token = (await vaultbase([...mint, "--dir", directory])).json().token;
  server = await serve(directory);
}, 60_000);

afterAll(async () => {
  await server.stop();
});

const places: Record<string, () => string[]> = {
  "a data directory": () => ["--dir", directory],
  "a data directory, with a token": () => ["--dir", directory, "--token", token],
  "a server": () => ["--url", server.url, "--token", token],
};

const mcp = (...words: string[]) => vaultbase(["mcp", ...words]);

describe.each(Object.entries(places))("%s", (place, at) => {
  test("tools are listed with their effect and cost, as far as the token goes", async () => {
    const { exitCode, stdout } = await mcp("tools", ...at());
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^list_films +read +\d+ /m);
    expect(stdout).toMatch(/^\d+ tools, about \d+ tokens$/m);
    expect(stdout.includes("create_films")).toBe(place === "a data directory");
    const { tools } = (await mcp("tools", "--json", "--toolset", "compact", ...at())).json();
    expect(tools.map((tool: { name: string }) => tool.name)).toContain("list_records");
  });

  test("a call answers what an agent would be answered", async () => {
    const asked = ["call", "list_films", "filter=year > 1", "perPage=5"];
    const { exitCode, json } = await mcp(...asked, "--json", ...at());
    expect(exitCode).toBe(0);
    expect(json().structuredContent).toMatchObject({ perPage: 5, items: [] });
  });

  test("a call that is refused says so, and fails", async () => {
    const { exitCode, stderr } = await mcp("call", "list_films", "filtr=year > 1", ...at());
    expect(exitCode).toBe(1);
    expect(stderr).toContain("did you mean filter?");
    expect(stderr).toContain("Hint: Try: list_films");
  });

  test("resources and prompts", async () => {
    expect((await mcp("resources", ...at())).stdout).toContain("vaultbase://collections");
    expect((await mcp("read", "vaultbase://collections", ...at())).stdout).toContain("films");
    expect((await mcp("prompts", ...at())).stdout).toContain("audit-rules");
    const prompt = await mcp("prompt", "audit-rules", "collection=films", ...at());
    expect([prompt.exitCode, prompt.stdout]).toEqual([0, expect.stringContaining("films")]);
  });
});

test("arguments become what the tool's schema says", async () => {
  const at = ["--dir", directory];
  const pairs = ["data.title=007", "data.year=1962", 'data.tags=["a"]', "dry_run=true"];
  const { exitCode, json } = await mcp("call", "create_films", ...pairs, "--json", ...at);
  expect(exitCode).toBe(0);
  expect(json().structuredContent).toMatchObject({
    title: "007",
    year: 1962,
    tags: ["a"],
    dry_run: true,
  });
  const asJson = ["--arguments", '{"data":{"title":"Dr. No"}}'];
  expect((await mcp("call", "create_films", ...asJson, ...at)).stdout).toContain("title: Dr. No");
  const listed = await mcp("call", "list_films", ...at);
  expect(listed.stdout).toContain("Dr. No");
  expect(listed.stdout).toContain("totalItems 1");
});

test.each([
  ["what is no pair", ["call", "list_films", "year"], "is no argument"],
  ["what is no number", ["call", "list_films", "perPage=many"], "perPage takes integer"],
  ["JSON that is none", ["call", "list_films", "--arguments", "{"], "is not valid JSON"],
  ["a tool that is none", ["call", "list_flims"], "Did you mean list_films?"],
  ["a prompt that is none", ["prompt", "audit-rule"], "Did you mean audit-rules?"],
  ["a resource that is none", ["read", "vaultbase://nothing"], "vaultbase://nothing"],
])("%s is refused", async (_, words, said) => {
  const { exitCode, stderr } = await mcp(...words, "--dir", directory);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(said)]);
});

test("a token that opens no door is refused, here and there", async () => {
  for (const at of [
    ["--dir", directory],
    ["--url", server.url],
  ]) {
    const { exitCode, stderr } = await mcp("tools", ...at, "--token", "vbat_wrong");
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("does not know the token")]);
  }
});

test("calls from the command line are in the audit like any agent's", async () => {
  await mcp("call", "list_films", "--url", server.url, "--token", token);
  await Bun.sleep(1500);
  const { stdout } = await vaultbase(["audit", "list", "--json", "--dir", directory]);
  expect(stdout).toContain("vaultbase-cli");
});
