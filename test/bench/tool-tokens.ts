// What tools/list costs a model, in tokens, by toolset and number of collections. Prints the table
// of docs/mcp.md: `bun test/bench/tool-tokens.ts`.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { mcpHost } from "../../cli/surface-hosts.ts";
import { openApp } from "../../src/app.ts";
import { localOperator, type Caller } from "../../src/kernel/caller.ts";
import { invoke } from "../../src/kernel/invoke.ts";
import type { Scope } from "../../src/kernel/scope.ts";
import { defaultToolset, openMcp } from "../../src/surfaces/mcp/mcp-surface.ts";

const grants: readonly (readonly Scope[])[] = [["mcp:read"], ["mcp:read", "mcp:write"], ["admin"]];
const toolsets = ["collections", "compact"] as const;

const directory = await mkdtemp(join(tmpdir(), "vaultbase-tokens-"));
const app = await openApp({ directory });
const call = (name: string, input: object): Promise<any> =>
  invoke(app.contextFor(localOperator), app.operations.get(name)!, input);

/** Six fields, as collections of such products have on average. */
const fields = [
  { name: "title", type: "text", required: true, max: 200, help: "Shown in lists." },
  { name: "body", type: "editor" },
  { name: "status", type: "select", values: ["draft", "published", "archived"] },
  { name: "views", type: "number", onlyInt: true },
  { name: "published_at", type: "date" },
  { name: "meta", type: "json" },
];

const rows: string[] = [];
let made = 0;
for (const size of [10, 100]) {
  for (; made < size; made += 1) {
    const name = `collection_${String(made).padStart(3, "0")}`;
    await call("collections.create", { name, fields, listRule: "", viewRule: "" });
  }
  const registry = await openMcp(mcpHost(app)).registry();
  for (const toolset of toolsets) {
    const costs: string[] = [];
    for (const scopes of grants) {
      const caller = await callerWith(scopes, `${size} ${toolset}`);
      const { tools, text } = registry.list(caller, { ...defaultToolset, toolset });
      costs.push(`${countTokens(text).toLocaleString("en")} (${tools.length})`);
    }
    rows.push(`| ${size} | ${toolset} | ${costs.join(" | ")} |`);
  }
}
const heads = grants.map((scopes) => `\`${scopes.join(",")}\``);
console.log(`| collections | toolset | ${heads.join(" | ")} |`);
console.log("| --- | --- | --- | --- | --- |");
console.log(rows.join("\n"));
await app.close();
await rm(directory, { recursive: true, force: true });

async function callerWith(scopes: readonly Scope[], name: string): Promise<Caller> {
  const { token } = await call("tokens.mint", { name: `${name} ${scopes.join(" ")}`, scopes });
  return app.identify(token);
}
