import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { Client as ModernClient } from "@modelcontextprotocol/client";
import { StdioClientTransport as ModernStdio } from "@modelcontextprotocol/client/stdio";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as LegacyStdio } from "@modelcontextprotocol/sdk/client/stdio.js";
import { ToolListChangedNotificationSchema } from "@modelcontextprotocol/sdk/types.js";

const me = { name: "test-client", version: "9.9" };
const toolsChanged = "notifications/tools/list_changed" as const;

function command(...flags: string[]) {
  return {
    command: process.execPath,
    args: [join(import.meta.dir, "stdio-server.ts"), ...flags],
    env: { ...(process.env as Record<string, string>), VAULTBASE_MCP_TOKEN: "root" },
  };
}

describe("over standard input and output", () => {
  test("2026-07-28: list, call, and hear of a new collection", async () => {
    const client = new ModernClient(me, { versionNegotiation: { mode: "auto" } });
    await client.connect(new ModernStdio(command()));
    expect(client.getNegotiatedProtocolVersion()).toBe("2026-07-28");
    const { promise: heard, resolve } = Promise.withResolvers<void>();
    client.setNotificationHandler(toolsChanged, () => resolve());
    await client.listen({ toolsListChanged: true });
    await client.callTool({ name: "create_collection", arguments: { name: "movies" } });
    await heard;
    const { tools } = await client.listTools(undefined, { cacheMode: "bypass" });
    expect(tools.map((tool) => tool.name)).toContain("list_movies");
    await client.close();
  });

  test("2025-11-25: list, call, and hear of a new collection", async () => {
    const client = new LegacyClient(me);
    await client.connect(new LegacyStdio(command()));
    const { promise: heard, resolve } = Promise.withResolvers<void>();
    client.setNotificationHandler(ToolListChangedNotificationSchema, () => resolve());
    await client.callTool({ name: "create_collection", arguments: { name: "movies" } });
    await heard;
    const answer = await client.callTool({ name: "get_posts", arguments: { id: "p1" } });
    expect(answer.structuredContent).toMatchObject({ title: "First" });
    await client.close();
  });

  test("--read-only lists and allows no write", async () => {
    const client = new LegacyClient(me);
    await client.connect(new LegacyStdio(command("--read-only")));
    const { tools } = await client.listTools();
    expect(tools.every((tool) => tool.annotations?.readOnlyHint)).toBe(true);
    const answer = await client.callTool({ name: "delete_posts", arguments: { id: "p1" } });
    expect(answer.isError).toBe(true);
    await client.close();
  });

  test("a token that opens no door is refused before anything is served", async () => {
    const { command: program, args, env } = command();
    const child = Bun.spawn([program, ...args], {
      env: { ...env, VAULTBASE_MCP_TOKEN: "wrong" },
      stdin: "pipe",
      stdout: "pipe",
      stderr: "pipe",
    });
    expect(await child.exited).not.toBe(0);
    expect(await child.stdout.text()).toBe("");
    expect(await child.stderr.text()).toContain("The token is unknown.");
  });

  test("standard output is protocol and nothing else, and the end of input is the end", async () => {
    const { command: program, args, env } = command();
    const child = Bun.spawn([program, ...args], {
      env,
      stdin: "pipe",
      stdout: "pipe",
      stderr: "pipe",
    });
    child.stdin.write('{"jsonrpc":"2.0","id":1,"method":"tools/list"}\nnot json\n');
    await child.stdin.flush();
    const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
    let said = "";
    while (!said.includes("\n")) said += (await reader.read()).value;
    await child.stdin.end();
    expect(await child.exited).toBe(0);
    for (;;) {
      const next = await reader.read();
      if (next.done) break;
      said += next.value;
    }
    for (const line of said.trim().split("\n")) expect(JSON.parse(line).jsonrpc).toBe("2.0");
  });
});
