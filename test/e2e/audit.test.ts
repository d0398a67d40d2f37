// Whoever does something through whichever door of the executable stands in the audit, once, and no
// secret does.
import { Database } from "bun:sqlite";
import { beforeAll, describe, expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { executable, serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

type Values = Record<string, any>;
interface Door {
  readonly actor: string;
  readonly door: string;
  readonly transport: string;
  readonly client: string;
  create(data: Values, dryRun?: boolean): Promise<unknown>;
  remove(id: string): Promise<unknown>;
}

let directory: string;
let url: string;
let token: string;
let readToken: string;
const doors: Record<string, Door> = {};

beforeAll(async () => {
  directory = temporaryDirectory();
  const fields = [
    { name: "title", type: "text", required: true },
    { name: "pin", type: "password" },
  ];
  await cli("collections", "create", "notes", "--fields", JSON.stringify(fields));
  token = await mint("agent", "admin");
  readToken = await mint("reader", "mcp:read");
  const env = { VAULTBASE_SETTINGS_AUDIT_FILES: "true" };
  ({ url } = await serve(directory, { env }));
  doors.REST = {
    ...{ actor: "mcp:agent", door: "http", transport: "http", client: "a-program/2.1" },
    create: (data, dryRun) =>
      post(`/api/collections/notes/records?dry_run=${dryRun ?? false}`, data),
    remove: (id) => rest("DELETE", `/api/collections/notes/records/${id}`),
  };
  doors["the command line"] = {
    ...{
      actor: "cli",
      door: "cli",
      transport: "cli",
      client: expect.stringMatching(/^vaultbase-cli \d/),
    },
    create: (data, dryRun) =>
      cli(
        ...["records", "create", "notes", "--data", JSON.stringify(data)],
        ...(dryRun ? ["--dry-run"] : []),
      ),
    remove: (id) => cli("records", "delete", "notes", id, "--yes"),
  };
  doors["MCP over HTTP"] = agentDoor("http", await connect(token));
  const stdio = new Client({ name: "robot", version: "3" });
  const environment = { VAULTBASE_MCP_TOKEN: token, ...env };
  await stdio.connect(
    new StdioClientTransport({
      command: executable,
      args: ["mcp", "--dir", directory],
      env: environment,
    }),
  );
  doors["MCP over standard input"] = agentDoor("stdio", stdio);
}, 60_000);

function agentDoor(transport: string, client: Client): Door {
  return {
    ...{ actor: "mcp:agent", door: "mcp", transport, client: "robot 3" },
    create: (data, dryRun) =>
      client.callTool({
        name: "create_notes",
        arguments: { data, ...(dryRun && { dry_run: true }) },
      }),
    remove: (id) => client.callTool({ name: "delete_notes", arguments: { id } }),
  };
}

async function connect(credential: string): Promise<Client> {
  const client = new Client(
    { name: "robot", version: "3" },
    { versionNegotiation: { mode: "auto" } },
  );
  const headers = { authorization: `Bearer ${credential}` };
  const address = new URL(`${url}/api/v1/mcp`);
  await client.connect(new StreamableHTTPClientTransport(address, { requestInit: { headers } }));
  return client;
}

const cli = (...words: string[]) => vaultbase([...words, "--json", "--dir", directory]);

async function mint(name: string, scope: string): Promise<string> {
  return (await cli("token", "mint", "--name", name, "--scope", scope)).json().token;
}

function rest(method: string, path: string, body?: object, credential = token): Promise<Response> {
  const headers = {
    authorization: `Bearer ${credential}`,
    "content-type": "application/json",
    "user-agent": "a-program/2.1",
  };
  return fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
}

const post = (path: string, body: object, credential = token) =>
  rest("POST", path, body, credential);

/** Entries since the newest one that was known, oldest first. */
async function entries(work: () => Promise<unknown>): Promise<Values[]> {
  const known = new Set((await listed()).map(({ id }) => id));
  await work();
  // Those that changed nothing are written in groups, soon after.
  await Bun.sleep(300);
  return (await listed()).filter(({ id }) => !known.has(id)).toReversed();
}

async function listed(): Promise<Values[]> {
  return (await cli("audit", "list", "--per-page", "50")).json().items;
}

describe.each(["REST", "the command line", "MCP over HTTP", "MCP over standard input"])(
  "%s",
  (name) => {
    const outcomes: [string, (door: Door) => Promise<unknown>, string, string][] = [
      ["a record is made", (door) => door.create({ title: "x" }), "records.create", "ok"],
      ["one is tried", (door) => door.create({ title: "x" }, true), "records.create", "dryRun"],
      ["one is refused", (door) => door.create({ title: "" }), "records.create", "invalid"],
      ["none is there", (door) => door.remove("nothing00000000"), "records.delete", "notFound"],
    ];

    test.each(outcomes)(
      "%s: one entry that says who, how, and what came of it",
      async (_, act, operation, outcome) => {
        const door = doors[name]!;
        const told = await entries(() => act(door));
        const { actor, transport, client } = door;
        expect(told).toMatchObject([
          {
            actor,
            door: door.door,
            transport,
            client,
            operation,
            outcome,
            argumentsHash: expect.stringMatching(/^[\da-f]{64}$/),
          },
        ]);
        expect(told[0]!.token).toHaveLength(actor === "cli" ? 0 : 15);
        expect(told[0]!.changed).toHaveLength(outcome === "ok" ? 1 : 0);
      },
    );
  },
);

test("what a token lacks the scope for stands there as forbidden, with the token", async () => {
  const agent = await connect(readToken);
  const told = await entries(async () => {
    await agent.callTool({ name: "create_notes", arguments: { data: { title: "x" } } });
    await post("/api/collections/notes/records", { title: "x" }, readToken);
  });
  expect(told.map(({ door, actor, outcome }) => [door, actor, outcome])).toEqual([
    ["mcp", "mcp:reader", "forbidden"],
    ["http", "mcp:reader", "forbidden"],
  ]);
  await agent.close();
});

test("which agent did this is one query away", async () => {
  await doors["MCP over HTTP"]!.create({ title: "traced" });
  const words = ["audit", "list", "--actor", "mcp:agent", "--operation-prefix", "records."];
  const { items } = (await cli(...words, "--from", "1h")).json();
  expect(items[0]).toMatchObject({ actor: "mcp:agent", client: "robot 3", outcome: "ok" });
  const agent = await connect(readToken);
  const answer = await agent.callTool({
    name: "read_audit_log",
    arguments: { actor: "mcp:agent", operationPrefix: "records.", perPage: 1 },
  });
  expect((answer.structuredContent as Values).items[0].id).toBe(items[0].id);
  await agent.close();
});

test("entries are printed as they come", async () => {
  const words = ["audit", "follow", "--json", "--dir", directory];
  const child = Bun.spawn([executable, ...words], { stdin: "ignore", stdout: "pipe" });
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  await Bun.sleep(500);
  await doors.REST!.create({ title: "watched" });
  let printed = "";
  while (!printed.includes("records.create")) printed += (await lines.read()).value ?? "";
  child.kill("SIGINT");
  await child.exited;
  const [entry] = printed.split("\n").filter((line) => line.includes("records.create"));
  expect(JSON.parse(entry!)).toMatchObject({ actor: "mcp:agent", client: "a-program/2.1" });
});

test("secrets stand nowhere: not in the audit, the logs, the change log, nor the files", async () => {
  const agent = await connect(token);
  const canary = "canary7secret";
  const call = (name: string, args: Values) => agent.callTool({ name, arguments: args });
  await call("create_notes", { data: { title: "y", pin: `${canary}-pin-1234` } });
  await call("create_notes", { data: { title: "y", password: canary } });
  await call(`vbat_${canary}.x.y`, { token: canary });
  await call("update_setting", { key: "smtp", value: { username: "me", password: canary } });
  await call("update_setting", { key: "smtp.password", value: canary });
  await call("update_setting", { key: "smtp.password", value: canary, more: 1 });
  await call("list_notes", { filter: `password = "${canary}"` });
  const users = { email: "a@example.com", password: `${canary}1`, passwordConfirm: `${canary}1` };
  await cli("collections", "create", "people", "--type", "auth");
  await post("/api/collections/people/records", users);
  await post("/api/collections/people/auth-with-password", {
    identity: "a@example.com",
    password: canary,
  });
  await rest("GET", `/api/collections/notes/records?token=${canary}`);
  const minted = (await cli("token", "mint", "--name", "short", "--scope", "mcp:read")).json();
  await connect(minted.token).then((client) => client.close());
  await agent.close();
  await Bun.sleep(600);
  const kept = ["data.db", "logs.db"].map((name) => {
    const database = new Database(join(directory, name), { readonly: true });
    const tables = name === "logs.db" ? ["logs"] : ["_audit", "_changes"];
    return tables.map((table) => JSON.stringify(database.query(`SELECT * FROM "${table}"`).all()));
  });
  const files = readdirSync(join(directory, "audit"));
  expect(files).toHaveLength(1);
  const lines = readFileSync(join(directory, "audit", files[0]!), "utf8")
    .trimEnd()
    .split("\n");
  expect(lines.filter((line) => JSON.parse(line).door === "mcp").length).toBeGreaterThan(10);
  const everything = [...kept.flat(), ...lines].join("\n");
  expect(everything).toContain("settings.set");
  for (const secret of [canary, token, readToken, minted.token])
    expect(everything).not.toContain(secret);
}, 30_000);
