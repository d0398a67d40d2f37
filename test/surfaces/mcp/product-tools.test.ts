// The product's own tools, as clients and model APIs take them.
import { expect, test } from "bun:test";
import { mcpHost } from "../../../cli/surface-hosts.ts";
import { toolNamePattern } from "../../../src/features/mcp/tool-names.ts";
import { localOperator } from "../../../src/kernel/caller.ts";
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
