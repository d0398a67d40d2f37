// What `mcp.access` says of tokens is what their agents are shown.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mcpHost } from "../../../cli/surface-hosts.ts";
import { openApp, type App } from "../../../src/app.ts";
import { compactNames } from "../../../src/features/mcp/tool-names.ts";
import { localOperator } from "../../../src/kernel/caller.ts";
import { invoke } from "../../../src/kernel/invoke.ts";
import { openMcp, type Mcp } from "../../../src/surfaces/mcp/mcp-surface.ts";

let directory: string;
let app: App;
let mcp: Mcp;

const call = async (name: string, input: object): Promise<any> => {
  const operation = app.operations.get(name);
  if (!operation) throw new Error(name);
  return invoke(app.contextFor(localOperator), operation, input);
};
const mint = async (name: string, scopes: string[], more: object = {}): Promise<string> =>
  (await call("tokens.mint", { name, scopes, ...more })).id;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "vaultbase-access-"));
  app = await openApp({ directory });
  mcp = openMcp(mcpHost(app));
  const fields = [{ name: "title", type: "text" }];
  await call("collections.create", { name: "posts", fields, listRule: "", viewRule: "" });
  await call("collections.create", { name: "notes", fields });
  const viewQuery = "SELECT id, title FROM posts";
  await call("collections.create", { name: "titles", type: "view", viewQuery });
  await call("collections.create", { name: "users", type: "auth", fields: [] });
});

afterAll(async () => {
  await app.close();
  await rm(directory, { recursive: true });
});

async function shown(token: string, toolset: "collections" | "compact"): Promise<string[]> {
  const registry = await mcp.registry();
  const caller = await mcp.host.bearerOf(token);
  const options = { ...mcp.config().toolset, toolset };
  return registry.list(caller, options).tools.map(({ name }) => name);
}

const compact: readonly string[] = Object.values(compactNames);
const finders = ["find_tools", "call_tool"];

async function agree(token: string): Promise<Map<string, string>> {
  const { items } = await call("mcp.access", { id: token });
  const open: string[] = items.filter((each: any) => each.refusal === "").map((e: any) => e.name);
  const own = open.filter((name) => !compact.includes(name) && !finders.includes(name));
  expect(own.toSorted()).toEqual((await shown(token, "collections")).toSorted());
  const generic = (await shown(token, "compact")).filter((name) => compact.includes(name));
  expect(open.filter((name) => compact.includes(name)).toSorted()).toEqual(generic.toSorted());
  return new Map(items.map((each: any) => [each.name, each.refusal]));
}

describe("what a token may call", () => {
  test("by its scopes", async () => {
    const refusals = await agree(await mint("reader", ["mcp:read"]));
    expect(refusals.get("list_posts")).toBe("");
    expect(refusals.get("create_posts")).toContain("needs the scope write:tables");
    expect(refusals.get("run_sql")).toContain("needs the scope mcp:sql");
    await agree(await mint("writer", ["mcp:read", "mcp:write"]));
    await agree(await mint("all", ["admin"]));
  });

  test("read-only, and confined to collections", async () => {
    const refusals = await agree(
      await mint("posts-reader", ["mcp:read", "mcp:write"], {
        readOnly: true,
        collections: ["posts"],
      }),
    );
    expect(refusals.get("list_notes")).toContain("is confined to other collections");
    expect(refusals.get("update_posts")).toContain("is read-only");
    expect(refusals.get("read_audit_log")).toContain("is about all collections");
  });

  test("as a user, under the collections' rules", async () => {
    const data = { email: "a@example.com", password: "12345678", passwordConfirm: "12345678" };
    const { id } = await call("records.create", { collection: "users", data });
    const user = `users:${id}`;
    const refusals = await agree(await mint("for-a", ["mcp:read", "mcp:write"], { user }));
    expect(refusals.get("list_posts")).toBe("");
    expect(refusals.get("list_notes")).toContain("listRule of notes is locked");
    expect(refusals.get("list_settings")).toContain("for superusers alone");
  });

  test("by its list of tools, which tools for all collections go by as well", async () => {
    const refusals = await agree(await mint("lists", ["mcp:read"], { tools: ["list_posts"] }));
    expect(refusals.get("list_notes")).toContain("list of tools that leaves it out");
    expect(refusals.get("list_records")).toBe("");
    expect(refusals.get("get_record")).not.toBe("");
  });

  test("by the setting, for everybody", async () => {
    await call("settings.set", { mcp: { allowedTools: ["list_*", "get_posts"] } });
    const refusals = await agree(await mint("any", ["mcp:admin"]));
    expect(refusals.get("get_notes")).toBe("The setting mcp.allowedTools leaves it out.");
    await call("settings.set", { mcp: { allowedTools: [] } });
  });

  test("by the names that are listed, which the setting decides", async () => {
    await call("collections.create", { name: "OddOnes", fields: [] });
    const token = await mint("namer", ["admin"]);
    for (const toolNames of ["plain", "dotted"]) {
      await call("settings.set", { mcp: { toolNames } });
      const { items } = await call("mcp.access", { id: token });
      const known = items.map((each: { listed: string }) => each.listed);
      for (const name of await shown(token, "collections")) expect(known).toContain(name);
      for (const name of await shown(token, "compact")) expect(known).toContain(name);
    }
    expect((await shown(token, "collections")).join()).toContain("vaultbase.list_OddOnes");
    await call("settings.set", { mcp: { toolNames: "plain" } });
  });

  test("a token that is over has nothing, and that is no question of who asks", async () => {
    const token = await mint("over", ["mcp:read"]);
    await call("tokens.revoke", { id: token });
    const asking = call("mcp.access", { id: token });
    expect(asking).rejects.toMatchObject({ code: "invalid", message: expect.any(String) });
    await asking.catch(() => {});
  });
});
