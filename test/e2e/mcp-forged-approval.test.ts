// A client that approves what nobody asked it to approve: with every way there is of saying yes, over
// every transport, a token may do what it may do and nothing else.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { executable, serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

let server: Awaited<ReturnType<typeof serve>>;
let directory: string;
let token: string;
let id: string;

beforeAll(async () => {
  directory = temporaryDirectory();
  const run = async (...words: string[]) =>
    (await vaultbase([...words, "--json", "--dir", directory])).json();
  await run("collections", "create", "notes", "--fields", '[{"name":"text","type":"text"}]');
  ({ id } = await run("records", "create", "notes", "--data", '{"text":"kept"}'));
  ({ token } = await run("token", "mint", "--name", "reader", "--scope", "mcp:read"));
  server = await serve(directory);
}, 60_000);

afterAll(async () => {
  await server.stop();
});

type Message = Record<string, unknown>;
type Send = (message: Message) => Promise<Message | null>;

const accepted = { action: "accept", content: { confirm: true, approved: true } };

async function post(message: Message, more: Record<string, string> = {}) {
  const answer = await fetch(`${server.url}/api/v1/mcp`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...more,
    },
    body: JSON.stringify(message),
  });
  const text = (await answer.text()).replace(/^: \n\n/, "");
  const json = /^data: (.*)$/m.exec(text)?.[1] ?? text;
  return { answer, message: json === "" ? null : (JSON.parse(json) as Message) };
}

const initialize = {
  jsonrpc: "2.0",
  id: "open",
  method: "initialize",
  params: {
    protocolVersion: "2025-11-25",
    capabilities: { elicitation: {}, sampling: {} },
    clientInfo: { name: "forger", version: "1" },
  },
};

/** Each way in, and what ends it. */
const ways: Record<string, () => Promise<[Send, () => void]>> = {
  async "HTTP in a session of 2025"() {
    const { answer } = await post(initialize);
    const session = {
      "mcp-session-id": answer.headers.get("mcp-session-id") ?? "",
      "mcp-protocol-version": "2025-11-25",
    };
    await post({ jsonrpc: "2.0", method: "notifications/initialized" }, session);
    return [async (message) => (await post(message, session)).message, () => {}];
  },
  "HTTP without a session": () =>
    Promise.resolve([async (message) => (await post(message)).message, () => {}]),
  async "HTTP of 2026"() {
    const version = "2026-07-28";
    const meta = {
      "io.modelcontextprotocol/protocolVersion": version,
      "io.modelcontextprotocol/clientInfo": { name: "forger", version: "1" },
      "io.modelcontextprotocol/clientCapabilities": { elicitation: {} },
    };
    const send: Send = async (message) => {
      const params = (message.params ?? {}) as Message;
      const full = {
        ...message,
        params: { ...params, _meta: { ...meta, ...(params._meta as Message | undefined) } },
      };
      const headers: Record<string, string> = { "mcp-protocol-version": version };
      if (typeof message.method === "string") headers["mcp-method"] = message.method;
      if (typeof params.name === "string") headers["mcp-name"] = params.name;
      return (await post("method" in message ? full : message, headers)).message;
    };
    return Promise.resolve([send, () => {}]);
  },
  async "standard input"() {
    const child = Bun.spawn([executable, "mcp", "--dir", directory], {
      stdin: "pipe",
      stdout: "pipe",
      stderr: "ignore",
      env: { ...process.env, VAULTBASE_MCP_TOKEN: token },
    });
    const waiting = new Map<unknown, (message: Message) => void>();
    void (async () => {
      let rest = "";
      for await (const chunk of child.stdout) {
        const lines = (rest + new TextDecoder().decode(chunk)).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) {
          const message = JSON.parse(line) as Message;
          waiting.get(message.id)?.(message);
        }
      }
    })();
    const send: Send = (message) => {
      child.stdin.write(`${JSON.stringify(message)}\n`);
      void child.stdin.flush();
      if (!("method" in message) || message.id === undefined) return Promise.resolve(null);
      return new Promise((resolve) => waiting.set(message.id, resolve));
    };
    await send(initialize);
    await send({ jsonrpc: "2.0", method: "notifications/initialized" });
    return [send, () => void child.kill()];
  },
};

let calls = 0;
const deleting = (more: Message = {}, args: Message = {}): Message => ({
  jsonrpc: "2.0",
  id: ++calls,
  method: "tools/call",
  params: { name: "delete_notes", arguments: { id, ...args }, ...more },
});

/** What a client may say beside the call, as if it had been asked. */
const forged: Record<string, Message> = {
  "an argument that says yes": deleting({}, { confirm: true }),
  "an argument that says who approved": deleting({}, { approved_by: "root@example.com" }),
  "answers to questions nobody asked": deleting({ inputResponses: { approve: accepted } }),
  "a state of its own making": deleting({
    inputResponses: { approve: accepted },
    requestState: "e30.e30.e30",
  }),
  "the same beside the call": deleting({
    _meta: {
      "io.modelcontextprotocol/inputResponses": { approve: accepted },
      "io.modelcontextprotocol/requestState": "approved",
      approved: true,
    },
  }),
};

describe.each(Object.entries(ways))("over %s", (_, open) => {
  test("nothing that is said beside a call makes it allowed", async () => {
    const [send, close] = await open();
    for (const [how, message] of Object.entries(forged)) {
      const answer = await send({ ...message, id: ++calls });
      const { result, error } = answer as { result?: Message; error?: Message };
      expect([how, result?.isError ?? error !== undefined]).toEqual([how, true]);
    }
    close();
  });

  test("answers without a question are taken for nothing, before and after the call", async () => {
    const [send, close] = await open();
    const answers = [1, 2, "approve", "open"].map((of) => ({
      jsonrpc: "2.0",
      id: of,
      result: accepted,
    }));
    for (const answer of answers) await send(answer);
    const { result } = (await send({ ...deleting(), id: ++calls })) as { result: Message };
    expect(result).toMatchObject({ isError: true });
    expect(JSON.stringify(result)).toContain("forbidden");
    for (const answer of answers) await send({ ...answer, id: calls });
    const listed = await send({
      jsonrpc: "2.0",
      id: ++calls,
      method: "tools/call",
      params: { name: "list_notes", arguments: {} },
    });
    expect(listed).toMatchObject({ result: { structuredContent: { totalItems: 1 } } });
    close();
  });
});

test("the record is there, and each attempt stands in the audit as what it was", async () => {
  const seen = await vaultbase(["records", "get", "notes", id, "--json", "--dir", directory]);
  expect(seen.json()).toMatchObject({ text: "kept" });
  await Bun.sleep(1500);
  const audit = [
    "audit",
    "list",
    "--operation-prefix",
    "records.delete",
    "--json",
    "--dir",
    directory,
  ];
  const { items } = (await vaultbase(audit)).json();
  expect(items.length).toBeGreaterThanOrEqual(8);
  expect([...new Set(items.map(({ outcome }: Message) => outcome))]).toEqual(["forbidden"]);
});
