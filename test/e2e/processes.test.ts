// A server, two agents over standard input and the command line, all on one data directory at once.
import { expect, test } from "bun:test";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { ToolListChangedNotificationSchema } from "@modelcontextprotocol/sdk/types.js";
import { executable, serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

interface Agent {
  readonly client: Client;
  /** How often it was told that the list of tools changed. */
  told(): number;
}

async function agent(transport: Parameters<Client["connect"]>[0]): Promise<Agent> {
  const client = new Client({ name: "processes", version: "1" });
  let times = 0;
  client.setNotificationHandler(ToolListChangedNotificationSchema, () => void times++);
  await client.connect(transport);
  return { client, told: () => times };
}

test("nobody loses a write, is locked out, or misses a change of the schema", async () => {
  const directory = temporaryDirectory();
  const inside = ["--dir", directory];
  const minted = await vaultbase([
    ...["token", "mint", "--name", "agents", "--scope", "mcp:admin", "--json"],
    ...inside,
  ]);
  const { token } = minted.json() as { token: string };
  const { url } = await serve(directory);
  const spawned = () =>
    new StdioClientTransport({
      command: executable,
      args: ["mcp", ...inside],
      env: { VAULTBASE_MCP_TOKEN: token },
    });
  const headers = { authorization: `Bearer ${token}` };
  const overHttp = new StreamableHTTPClientTransport(new URL(`${url}/api/v1/mcp`), {
    requestInit: { headers },
  });
  const agents = await Promise.all([agent(spawned()), agent(spawned()), agent(overHttp)]);

  // A collection made on the command line: everybody is told, and can use it at once.
  const fields = JSON.stringify([{ name: "who", type: "text" }]);
  const made = await vaultbase(["collections", "create", "notes", "--fields", fields, ...inside]);
  expect(made.exitCode).toBe(0);
  for (const { client } of agents) {
    const { tools } = await client.listTools();
    expect(tools.map((tool) => tool.name)).toContain("create_notes");
  }
  await waitFor(() => agents.every(({ told }) => told() > 0));

  // All write at once: two agents in processes of their own, one through the server, REST, and the
  // command line.
  const each = 60;
  const byAgents = agents.map(({ client }, index) =>
    many(each, async () => {
      const result = await client.callTool({
        name: "create_notes",
        arguments: { data: { who: `agent ${index}` } },
      });
      expect(result.isError ?? false).toBe(false);
    }),
  );
  const byRest = many(each, async () => {
    const answer = await fetch(`${url}/api/v1/collections/notes/records`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify({ who: "rest" }),
    });
    expect(answer.status).toBe(200);
  });
  const byHand = Promise.all(
    Array.from({ length: 6 }, async () => {
      const data = JSON.stringify({ who: "cli" });
      const ran = await vaultbase(["records", "create", "notes", "--data", data, ...inside]);
      expect(ran.stderr).toBe("");
    }),
  );
  await Promise.all([...byAgents, byRest, byHand]);
  const listed = await vaultbase([
    "records",
    "list",
    "notes",
    "--per-page",
    "1",
    "--json",
    ...inside,
  ]);
  expect(listed.json().totalItems).toBe(4 * each + 6);

  // A field added by one agent is a field for all.
  const [first, ...others] = agents;
  const addFields = [{ name: "mood", type: "text" }];
  const altered = await first!.client.callTool({
    name: "alter_collection",
    arguments: { collection: "notes", addFields },
  });
  expect(altered.isError ?? false).toBe(false);
  for (const { client } of others) {
    const result = await client.callTool({
      name: "create_notes",
      arguments: { data: { who: "x", mood: "fine" } },
    });
    expect(result.structuredContent).toMatchObject({ mood: "fine" });
  }
  for (const { client } of agents) await client.close();
}, 60_000);

/** Eight at a time, as a busy client would. */
async function many(count: number, work: () => Promise<void>): Promise<void> {
  let left = count;
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (left-- > 0) await work();
    }),
  );
}

async function waitFor(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 5000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error("waited in vain");
    await Bun.sleep(20);
  }
}
