import { describe, expect, test } from "bun:test";
import { Type } from "@sinclair/typebox";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { openMcp } from "../../../src/surfaces/mcp/mcp-surface.ts";
import { instructions } from "../../../src/surfaces/mcp/instructions.ts";
import { portabilityProblems } from "../../../src/surfaces/mcp/portable-schema.ts";
import type { ToolDefinition } from "../../../src/surfaces/mcp/tool.ts";
import { toolNamePattern } from "../../../src/features/mcp/tool-names.ts";
import type { Caller } from "../../../src/kernel/caller.ts";
import type { AnyOperation } from "../../../src/kernel/operation.ts";
import {
  defaultToolset,
  callerWith,
  collection,
  posts,
  PretendHost,
  visitor,
} from "./pretend-host.ts";

const everything = callerWith(["admin"]);

async function listFor(
  host: PretendHost,
  caller: Caller = everything,
  options: Partial<typeof defaultToolset> = {},
): Promise<readonly ToolDefinition[]> {
  const registry = await openMcp(host).registry();
  return registry.list(caller, { ...defaultToolset, ...options }).tools;
}

async function namesFor(...given: Parameters<typeof listFor>): Promise<string[]> {
  return (await listFor(...given)).map((tool) => tool.name);
}

const wide = collection(
  "measurements_of_everything_that_can_be_measured",
  Array.from({ length: 80 }, (_, index) => ({
    name: `measured_value_${index}`,
    type: index % 2 ? "number" : "text",
    help: "A value that somebody measured with great care and wrote down at once.",
  })),
);

const oddNames = ["Posts2", "_hidden", "my__posts", "my_posts", "x".repeat(80), "collections"];

const tokens = (value: unknown) =>
  countTokens(typeof value === "string" ? value : JSON.stringify(value));

describe("every tool as listed", () => {
  const odd = oddNames.map((name) => collection(name, [{ name: "title", type: "text" }]));
  const host = new PretendHost(posts, wide, ...odd);
  for (const toolset of ["collections", "compact"] as const) {
    test(`${toolset}: names, schemas, annotations and size are what clients take`, async () => {
      for (const tool of await listFor(host, everything, { toolset })) {
        expect(tool.name).toMatch(toolNamePattern);
        expect([tool.name, portabilityProblems(tool.inputSchema)]).toEqual([tool.name, []]);
        expect([tool.name, portabilityProblems(tool.outputSchema)]).toEqual([tool.name, []]);
        expect(Object.values(tool.annotations).every((hint) => typeof hint === "boolean")).toBe(
          true,
        );
        expect(tool.title).toStartWith("vaultbase.");
        expect(tokens(tool)).toBeLessThanOrEqual(400);
      }
    });
  }

  test("the instructions and the compact list stay within their budgets", async () => {
    expect(tokens(instructions)).toBeLessThanOrEqual(250);
    expect(tokens(await listFor(host, everything, { toolset: "compact" }))).toBeLessThanOrEqual(
      2500,
    );
  });

  test("is the same bytes every time", async () => {
    const registry = await openMcp(host).registry();
    const first = registry.list(everything, defaultToolset).text;
    for (let call = 0; call < 100; call++) {
      expect(registry.list(callerWith(["admin"]), defaultToolset).text).toBe(first);
    }
    expect((await openMcp(host).registry()).list(everything, defaultToolset).text).toBe(first);
  });
});

test("the registry is made once for a version of the schema, not for every request", async () => {
  const host = new PretendHost(posts);
  const mcp = openMcp(host);
  const first = await mcp.registry();
  expect(await mcp.registry()).toBe(first);
  host.schema = { version: host.schema.version + 1, collections: [posts, wide] };
  expect(await mcp.registry()).not.toBe(first);
});

test("search is an argument only where there is something to search", async () => {
  const text = { name: "title", type: "text" };
  const hidden = { ...text, name: "notes", hidden: true };
  const host = new PretendHost(
    collection("plain", [text]),
    { ...collection("found", [text]), search: { fields: ["title"] } },
    { ...collection("secret", [text, hidden]), search: { fields: ["notes"] } },
  );
  const tools = await listFor(host);
  const takes = tools
    .filter(({ name }) => name.startsWith("list_"))
    .filter(({ inputSchema }) => inputSchema.properties?.search)
    .map(({ name }) => name);
  expect(takes).toEqual(["list_found"]);
  const compact = await listFor(host, everything, { toolset: "compact" });
  const list = compact.find(({ name }) => name === "list_records");
  expect(list?.inputSchema.properties).toHaveProperty("search");
});

describe("names", () => {
  test("a collection cannot hide a built-in", async () => {
    const names = await namesFor(
      new PretendHost(collection("collections", []), collection("record", [])),
    );
    expect(names).toContain("list_collections");
    expect(names).toContain("list_collections_records");
    expect(names).toContain("create_record_records");
    expect(new Set(names).size).toBe(names.length);
  });

  test("what is no name for a tool becomes one, with a short hash", async () => {
    const names = await namesFor(new PretendHost(...oddNames.map((name) => collection(name, []))));
    expect(names).toContain("list_posts2");
    expect(names).toContain("list_my_posts");
    expect(names.filter((name) => /^list_my_posts_[0-9a-f]{5}$/.test(name))).toHaveLength(1);
    expect(names.filter((name) => /^list_hidden_[0-9a-f]{5}$/.test(name))).toHaveLength(1);
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(["list_posts", "vaultbase.list_posts", "vaultbase_list_posts"])(
    "%s finds the tool",
    async (name) => {
      const registry = await openMcp(new PretendHost(posts)).registry();
      expect(registry.find(name)?.definition.name).toBe("list_posts");
    },
  );

  test("the dotted form finds an oddly named collection", async () => {
    const registry = await openMcp(new PretendHost(collection("my__posts", []))).registry();
    expect(registry.find("vaultbase.list_my__posts")?.definition.title).toBe(
      "vaultbase.list_my__posts",
    );
  });

  test("dotted names are listed where the setting asks for them", async () => {
    const names = await namesFor(new PretendHost(posts), everything, { toolNames: "dotted" });
    expect(names).toContain("vaultbase.list_posts");
  });
});

describe("what is listed to whom", () => {
  const closed = {
    listRule: null,
    viewRule: null,
    createRule: null,
    updateRule: null,
    deleteRule: null,
  };
  const host = new PretendHost(
    posts,
    collection("secrets", [], closed),
    collection("_logs", [], { system: true }),
  );
  const reads = ["list_posts", "get_posts", "list_secrets", "get_secrets"];
  const writes = [
    "create_posts",
    "update_posts",
    "delete_posts",
    "create_secrets",
    "update_secrets",
    "delete_secrets",
  ];

  test.each([
    ["mcp:read: reading only", callerWith(["mcp:read"]), reads, writes],
    ["mcp:write: writing only", callerWith(["mcp:write"]), writes, reads],
    ["a read-only token: reading only", callerWith(["admin"], { readOnly: true }), reads, writes],
    [
      "a token confined to posts: no other collection",
      callerWith(["admin"], { collections: new Set([posts.id]) }),
      ["list_posts", "delete_posts"],
      ["list_secrets", "get_secrets"],
    ],
    [
      "a user: only what a rule opens, and nothing for superusers",
      { ...visitor, actor: "users:1" },
      ["list_posts", "create_posts"],
      ["list_secrets", "create_secrets", "create_collection"],
    ],
  ])("%s", async (_, caller, present, absent) => {
    const names = await namesFor(host, caller);
    expect(names).toEqual(expect.arrayContaining(present));
    for (const name of absent) expect(names).not.toContain(name);
    expect(names.filter((name) => name.includes("logs"))).toEqual([]);
  });

  test("above the budget a compact set stands for them, and everything stays callable", async () => {
    const many = new PretendHost(
      ...Array.from({ length: 30 }, (_, index) => collection(`c${index}`, [])),
    );
    const names = await namesFor(many);
    expect(names).toContain("list_records");
    expect(names).toContain("find_tools");
    expect(names).not.toContain("list_c7");
    expect((await openMcp(many).registry()).find("list_c7")).toBeDefined();
    expect(await namesFor(many, everything, { toolset: "collections" })).toContain("delete_c29");
  });

  test("what a compact list has no room for is found and called by name", async () => {
    const tool = (name: string) =>
      ({
        name: `things.${name}`,
        summary: "Do one of the many things there are to do, each with words of its own.".repeat(5),
        access: "public",
        effect: "write",
        input: Type.Object({ what: Type.String() }),
        output: Type.Object({}),
        tool: { name, title: name },
        run: () => Promise.resolve({}),
      }) satisfies AnyOperation;
    const host = new PretendHost(posts);
    const many = Array.from({ length: 40 }, (_, index) => tool(`thing_${index}`));
    Object.assign(host, {
      operations: new Map<string, AnyOperation>([
        ...host.operations,
        ...many.map((each) => [each.name, each] as const),
      ]),
    });
    const listed = await listFor(host, everything, { toolset: "compact" });
    const names = listed.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["list_collections", "call_tool", "thing_0"]));
    expect(names).not.toContain("thing_39");
    expect(tokens(listed)).toBeLessThanOrEqual(2500);
    const found = (await openMcp(host).registry()).search(everything, "thing 39", 1);
    expect(found).toMatchObject([{ name: "thing_39", inputSchema: { required: ["what"] } }]);
    const small = await namesFor(new PretendHost(posts), everything, { toolset: "compact" });
    expect(small).not.toContain("call_tool");
  });
});
