import { expect, test } from "bun:test";
import { agentClients } from "../../../src/features/connecting/agent-clients.ts";
import { reachIn } from "../../../src/features/connecting/entry-reach.ts";
import { guest } from "../../../src/kernel/caller.ts";
import { openTestApp } from "../../open-test-app.ts";

test("there is a guide for every client, with this server's address and a placeholder", async () => {
  const app = await openTestApp();
  const { items } = await app.call("mcp.connect", {});
  expect(items.map((each: { client: string }) => each.client)).toEqual([
    ...agentClients.map(({ id }) => id),
    "other",
  ]);
  for (const { snippet, config } of items) {
    expect(snippet).toContain("http://127.0.0.1:8091");
    expect(snippet).toContain("vbat_…");
    expect(Object.keys(config)).toEqual(["linux", "macos", "windows"]);
  }
});

test("a client that takes no address starts the npm package", async () => {
  const app = await openTestApp();
  const asked = { client: "claude-desktop", address: "https://vb.example.com/", credential: "t" };
  const { items } = await app.call("mcp.connect", asked);
  expect(items[0].via).toBe("program");
  expect(JSON.parse(items[0].snippet)).toEqual({
    mcpServers: {
      vaultbase: {
        command: "npx",
        args: ["-y", "@vaultbase/mcp", "--url", "https://vb.example.com"],
        env: { VAULTBASE_MCP_TOKEN: "t" },
      },
    },
  });
});

test("any client can be made to start the npm package", async () => {
  const app = await openTestApp();
  const { items } = await app.call("mcp.connect", { via: "program" });
  for (const { via, snippet } of items) {
    expect(via).toBe("program");
    expect(snippet).toContain("@vaultbase/mcp");
  }
});

test("links and commands say the same as the snippet", async () => {
  const app = await openTestApp();
  const guide = async (client: string) => {
    const input = { client, address: "https://vb.example.com", credential: "vbat_1", name: "shop" };
    return (await app.call("mcp.connect", input)).items[0];
  };
  const entry = {
    url: "https://vb.example.com/api/v1/mcp",
    headers: { Authorization: "Bearer vbat_1" },
  };
  const cursor = await guide("cursor");
  const link = new URL(cursor.link);
  expect(link.searchParams.get("name")).toBe("shop");
  expect(JSON.parse(atob(link.searchParams.get("config")!))).toEqual(entry);
  expect(JSON.parse(cursor.snippet)).toEqual({ mcpServers: { shop: entry } });

  const vscode = await guide("vscode");
  const installed = JSON.parse(decodeURIComponent(vscode.link.replace("vscode:mcp/install?", "")));
  expect(installed).toEqual({ name: "shop", type: "http", ...entry });
  expect(vscode.command).toBe(`code --add-mcp '${JSON.stringify(installed)}'`);

  expect((await guide("claude-code")).command).toBe(
    "claude mcp add --scope user --transport http shop https://vb.example.com/api/v1/mcp --header 'Authorization: Bearer vbat_1'",
  );
});

test("only superusers are shown it, and a client nobody knows is refused", async () => {
  const app = await openTestApp();
  expect((await app.refusal("mcp.connect", {}, guest)).code).toBe("unauthenticated");
  const failure = await app.refusal("mcp.connect", { client: "cluade-code" });
  expect(failure.hint).toBe("Did you mean claude-code?");
});

test("what a client's entry means is read from any client's words", () => {
  const byHttp = { via: "http", url: "https://vb.example.com/mcp", token: "vbat_1" } as const;
  const byProgram = { via: "program", command: "vb", args: ["mcp"], token: "vbat_1" } as const;
  for (const { entry } of agentClients) {
    expect(reachIn(entry(byProgram)!)).toEqual(byProgram);
    const http = entry(byHttp);
    if (http) expect(reachIn(http)).toEqual(byHttp);
  }
  expect(reachIn({ command: "vb", args: ["mcp", "--token=a"] })?.token).toBe("a");
  expect(reachIn({ command: "vb", args: ["mcp", "--token", "a"] })?.token).toBe("a");
  expect(reachIn({ disabled: true })).toBeNull();
});
