import { beforeEach, expect, test } from "bun:test";
import { mcpHost } from "../../../cli/surface-hosts.ts";
import { localOperator } from "../../../src/kernel/caller.ts";
import { callTool } from "../../../src/surfaces/mcp/call-tool.ts";
import { openMcp } from "../../../src/surfaces/mcp/mcp-surface.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

let app: TestApp;

beforeEach(async () => {
  app = await openTestApp();
});

/** The answer, or what an agent reads of a refusal. */
async function call(name: string, args: object): Promise<unknown> {
  const registry = await openMcp(mcpHost(app)).registry();
  const answer = await callTool(mcpHost(app), registry, {
    name,
    arguments: args,
    caller: localOperator,
    client: null,
    connection: { transport: "test", headers: {}, address: "" },
  });
  return answer.isError ? answer.content[0].text : answer.structuredContent;
}

const rows: [string, string, object, unknown][] = [
  [
    "one is shown",
    "get_setting",
    { key: "meta.appName" },
    { key: "meta.appName", value: "Vaultbase" },
  ],
  [
    "so is a group",
    "get_setting",
    { key: "trustedProxy" },
    { key: "trustedProxy", value: { headers: [], useLeftmostIP: false } },
  ],
  [
    "one is changed",
    "update_setting",
    { key: "smtp.port", value: 25 },
    { key: "smtp.port", value: 25 },
  ],
  [
    "some of a group are",
    "update_setting",
    { key: "trustedProxy", value: { useLeftmostIP: true } },
    { key: "trustedProxy", value: { headers: [], useLeftmostIP: true } },
  ],
  [
    "a change is tried",
    "update_setting",
    { key: "smtp.port", value: 26, dry_run: true },
    { key: "smtp.port", value: 26, dry_run: true },
  ],
  [
    "a secret is set and not told",
    "update_setting",
    { key: "smtp.password", value: "hush" },
    { key: "smtp.password", secret: true },
  ],
  [
    "nor shown",
    "get_setting",
    { key: "smtp.password" },
    expect.stringContaining("secrets are never shown"),
  ],
  [
    "a misspelt name is put right",
    "get_setting",
    { key: "smtp.hots" },
    expect.stringContaining("Did you mean smtp.host?"),
  ],
  [
    "before it is changed, too",
    "update_setting",
    { key: "smtp.hots", value: "x" },
    expect.stringContaining("host"),
  ],
  [
    "a wrong value says what is taken",
    "update_setting",
    { key: "smtp.port", value: "25" },
    expect.stringContaining("smtp.port"),
  ],
];

test.each(rows)("%s", async (_, name, args, answer) => {
  expect(await call(name, args)).toEqual(answer);
});
