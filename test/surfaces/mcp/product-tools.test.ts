// The product's own tools, as clients and model APIs take them.
import { expect, test } from "bun:test";
import { mcpHost } from "../../../cli/surface-hosts.ts";
import { toolNamePattern } from "../../../src/features/mcp/tool-names.ts";
import { localOperator } from "../../../src/kernel/caller.ts";
import { expandScopes } from "../../../src/kernel/scope.ts";
import { openMcp } from "../../../src/surfaces/mcp/mcp-surface.ts";
import { portabilityProblems } from "../../../src/surfaces/mcp/portable-schema.ts";
import { openTestApp } from "../../open-test-app.ts";

const hints = ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"];
const toolsets = ["collections", "compact"] as const;

test.each(toolsets)("%s: names, schemas and hints", async (toolset) => {
  const app = await openTestApp();
  await app.call("collections.create", {
    name: "posts",
    fields: [{ name: "title", type: "text" }],
  });
  const registry = await openMcp(mcpHost(app)).registry();
  const options = { maxListedTools: 1000, toolNames: "plain", perPageMax: 100 } as const;
  const { tools } = registry.list(localOperator, { ...options, toolset });
  expect(tools.length).toBeGreaterThan(10);
  for (const { name, title, inputSchema, outputSchema, annotations, description } of tools) {
    expect(name).toMatch(toolNamePattern);
    expect(title).toBe(`vaultbase.${name}`);
    expect(description).toEndWith(".");
    const problems = [...portabilityProblems(inputSchema), ...portabilityProblems(outputSchema)];
    expect({ name, problems }).toEqual({ name, problems: [] });
    expect([name, Object.keys(annotations)]).toEqual([name, hints]);
    const { readOnlyHint, destructiveHint, idempotentHint } = annotations;
    expect([name, readOnlyHint && (destructiveHint || !idempotentHint)]).toEqual([name, false]);
  }
});

test("auto lists what most agents are asked for; the rest is found, and called by its name", async () => {
  const app = await openTestApp();
  const registry = await openMcp(mcpHost(app)).registry();
  const options = { maxListedTools: 100, toolNames: "plain", perPageMax: 100 } as const;
  const namesFor = (toolset: "auto" | "collections", caller = localOperator) =>
    registry.list(caller, { ...options, toolset }).tools.map(({ name }) => name);
  const listed = namesFor("auto");
  expect(listed).toEqual(
    expect.arrayContaining([
      "list_collections",
      "describe_collection",
      "create_collection",
      "alter_collection",
      "batch_records",
      "read_logs",
      "run_sql",
      "find_tools",
      "call_tool",
    ]),
  );
  expect(namesFor("collections").length).toBeGreaterThan(listed.length);
  expect(namesFor("collections")).not.toContain("call_tool");
  for (const [words, name] of [
    ["webhook deliveries", "list_webhook_deliveries"],
    ["feature flag", "update_flag"],
    ["change a setting", "update_setting"],
    ["undo a call", "undo_call"],
  ] as const) {
    const found = registry.search(localOperator, words, 5).map((each) => each.name);
    expect([words, found]).toEqual([words, expect.arrayContaining([name])]);
    expect(listed).not.toContain(name);
    expect(registry.find(name)?.definition.name).toBe(name);
  }
});

test("to who may only read, calling what was found is reading", async () => {
  const app = await openTestApp();
  const registry = await openMcp(mcpHost(app)).registry();
  const options = { maxListedTools: 0, toolNames: "plain", perPageMax: 100 } as const;
  const hintOf = (readOnly: boolean) => {
    const token = {
      id: "t",
      name: "t",
      scopes: expandScopes(["admin"]),
      readOnly,
      collections: null,
    };
    const { tools } = registry.list({ ...localOperator, token }, { ...options, toolset: "auto" });
    return tools.find(({ name }) => name === "call_tool")?.annotations;
  };
  expect(hintOf(true)).toMatchObject({ readOnlyHint: true, destructiveHint: false });
  expect(hintOf(false)).toMatchObject({ readOnlyHint: false, destructiveHint: true });
});
