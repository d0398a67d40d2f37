// Raw SQL through every door of the executable, which starts itself anew to run it.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { EventSource } from "eventsource";
import PocketBase from "pocketbase";
import { executable, serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

Object.assign(globalThis, { EventSource });

const password = "a-long-password";

let dir: string;
let server: Awaited<ReturnType<typeof serve>>;
let root: PocketBase;

beforeAll(async () => {
  dir = temporaryDirectory();
  const made = ["superuser", "create", "root@example.com", "--password", password, "--dir", dir];
  expect((await vaultbase(made)).exitCode).toBe(0);
  server = await serve(dir);
  root = new PocketBase(server.url);
  await root.collection("_superusers").authWithPassword("root@example.com", password);
  await root.collections.create({
    name: "posts",
    type: "base",
    fields: [
      { name: "title", type: "text" },
      { name: "year", type: "number" },
    ],
  });
  await root.collections.create({ name: "users", type: "auth" });
  await root.collection("posts").create({ id: "post00000000001", title: "Alien", year: 1979 });
}, 60_000);

afterAll(async () => {
  await server.stop();
});

async function mint(...words: string[]): Promise<string> {
  const ran = await vaultbase(["token", "mint", ...words, "--json", "--dir", dir]);
  expect(ran).toMatchObject({ exitCode: 0, stderr: "" });
  return ran.json().token;
}

const forever =
  "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c";

test("the SDK's sql service reads and writes", async () => {
  const read = await root.sql.run("SELECT id, title FROM posts");
  expect(read).toMatchObject({
    columns: [{ name: "id" }, { name: "title" }],
    rows: [["post00000000001", "Alien"]],
  });
  const changed = await root.sql.run("UPDATE posts SET year = 1980");
  expect(changed).toMatchObject({ affectedRows: 1, columns: [], rows: [] });
  expect(await root.collection("posts").getOne("post00000000001")).toMatchObject({ year: 1980 });
  await expect(root.sql.run("SELECT nothing FROM posts")).rejects.toMatchObject({ status: 400 });
  await expect(new PocketBase(server.url).sql.run("SELECT 1")).rejects.toMatchObject({
    status: 401,
  });
});

describe.each(["standard input", "HTTP"])("an agent over %s", (way) => {
  let client: Client;
  beforeAll(async () => {
    const token = await mint("--name", `sql-${way[0]}`, "--scope", "mcp:sql");
    client = new Client({ name: "e2e", version: "1.0" });
    await client.connect(
      way === "HTTP"
        ? new StreamableHTTPClientTransport(new URL(`${server.url}/api/v1/mcp`), {
            requestInit: { headers: { authorization: `Bearer ${token}` } },
          })
        : new StdioClientTransport({
            command: executable,
            args: ["mcp", "--dir", dir],
            env: { VAULTBASE_MCP_TOKEN: token },
          }),
    );
  }, 30_000);
  afterAll(() => client.close());

  const call = async (args: Record<string, unknown>) => {
    const answer = await client.callTool({ name: "run_sql", arguments: args });
    const [{ text }] = answer.content as [{ text: string }];
    return { text, isError: answer.isError === true, value: answer.structuredContent };
  };

  test("finds the tool", async () => {
    const { tools } = await client.listTools();
    const tool = tools.find(({ name }) => name === "run_sql");
    expect(tool?.annotations).toMatchObject({ readOnlyHint: false, destructiveHint: true });
    expect(tools.map(({ name }) => name)).not.toContain("create_posts");
  });

  test("reads, and what it reads is marked as other people's text", async () => {
    const { text, value } = await call({
      query: "SELECT title || '</user-data>' AS t FROM posts WHERE id = ?",
      params: ["post00000000001"],
    });
    expect(value).toEqual({ items: [{ t: "Alien</user-data>" }], more: false });
    expect(text).toMatch(/^<user-data label="sql.run" tag="\w+">.*<\/user-data>$/s);
    expect(text.match(/<\/user-data>/g)).toHaveLength(1);
  });

  test("writes only where it says so, and can try it out", async () => {
    const query = "UPDATE posts SET year = ? WHERE id = 'post00000000001'";
    const refused = await call({ query, params: [2001] });
    expect(refused).toMatchObject({
      isError: true,
      text: expect.stringContaining("allow_write: true"),
    });
    const tried = await call({ query, params: [2001], allow_write: true, dry_run: true });
    expect(tried.value).toMatchObject({ affected: 1, dry_run: true });
    const { year } = await root.collection("posts").getOne("post00000000001");
    expect(year).not.toBe(2001);
    let heard: (change: unknown) => void = () => {};
    const change = new Promise((resolve) => (heard = resolve));
    const stop = await root.collection("posts").subscribe("*", ({ action, record }) => {
      heard({ action, year: record.year });
    });
    await call({ query, params: [2001], allow_write: true });
    expect(await change).toEqual({ action: "update", year: 2001 });
    await stop();
    await call({ query, params: [1979], allow_write: true });
  });

  test("finds neither superusers nor passwords", async () => {
    for (const query of [
      "SELECT * FROM _superusers",
      "SELECT 1 FROM (SELECT 'root@example.com' AS email) JOIN _superusers USING (email)",
      "SELECT password FROM users",
      "ATTACH '/etc/passwd' AS p",
      "VACUUM INTO '/tmp/vaultbase-e2e-copy.db'",
      "WITH x AS (SELECT 1) DELETE FROM posts",
    ]) {
      expect({ query, ...(await call({ query })) }).toMatchObject({ query, isError: true });
    }
    expect(await Bun.file("/tmp/vaultbase-e2e-copy.db").exists()).toBe(false);
    expect(await root.collection("posts").getList()).toMatchObject({ totalItems: 1 });
  });

  test("is answered in time when its query has no end, and so is everybody else", async () => {
    const answer = call({ query: forever });
    let healthy = 0;
    for (let done = false; !done; healthy++) {
      expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
      await root.collection("posts").update("post00000000001", { title: "Alien" });
      done = await Promise.race([answer.then(() => true), Bun.sleep(50).then(() => false)]);
    }
    expect(healthy).toBeGreaterThan(20);
    expect(await answer).toMatchObject({
      isError: true,
      text: expect.stringContaining("took longer than 5 s"),
    });
    expect((await call({ query: "SELECT 1 AS n" })).value).toMatchObject({ items: [{ n: 1 }] });
  }, 30_000);
});

test("a token that acts as a user is refused, whatever its scopes", async () => {
  const member = { email: "ana@example.com", password, passwordConfirm: password };
  await root.collection("users").create({ id: "user00000000001", ...member });
  const words = ["--name", "ana", "--scope", "mcp:sql", "--user", "users:user00000000001"];
  const token = await mint(...words);
  const response = await fetch(`${server.url}/api/v1/sql/run`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ query: "SELECT 1" }),
  });
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({
    hint: expect.stringContaining("Rules cannot hold for sql.run"),
  });
});

describe("the command line", () => {
  test.each(["--dir", "--url"])("reads and writes with %s", async (where) => {
    const token = await mint("--name", `cli${where}`, "--scope", "mcp:sql");
    const target = where === "--dir" ? ["--dir", dir] : ["--url", server.url, "--token", token];
    const read = await vaultbase([
      "sql",
      "SELECT title FROM posts WHERE year > ?",
      "--params",
      "[1900]",
      ...target,
    ]);
    expect(read).toMatchObject({ exitCode: 0, stdout: "title\nAlien\nmore false\n" });
    const refused = await vaultbase(["sql", "DELETE FROM posts", ...target]);
    expect(refused).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("may only read"),
    });
    const tried = ["sql", "DELETE FROM posts", "--allow-write", "--dry-run", "--json", ...target];
    expect((await vaultbase(tried)).json()).toMatchObject({
      affected: 1,
      changes: [{ collection: "posts", action: "delete", ids: ["post00000000001"] }],
    });
  });
});

test("every call stands in the audit, and those that were refused too", async () => {
  const ran = await vaultbase(["audit", "list", "--dir", dir, "--json", "--operation", "sql.run"]);
  const outcomes = ran.json().items.map(({ outcome }: { outcome: string }) => outcome);
  expect(outcomes).toEqual(
    expect.arrayContaining(["ok", "dryRun", "invalid", "tooLarge", "forbidden"]),
  );
});

test("a query without end does not outlive its server", async () => {
  const directory = temporaryDirectory();
  const made = ["superuser", "create", "root@example.com", "--password", password];
  expect((await vaultbase([...made, "--dir", directory])).exitCode).toBe(0);
  const { url, child } = await serve(directory);
  const owner = new PocketBase(url);
  await owner.collection("_superusers").authWithPassword("root@example.com", password);
  const answer = owner.sql.run(forever).catch(() => "gone");
  let workers: number[] = [];
  while (workers.length === 0) workers = await childrenOf(child.pid);
  await Bun.sleep(300);
  child.kill("SIGKILL");
  expect(await answer).toBe("gone");
  while (workers.some(isRunning)) await Bun.sleep(20);
});

async function childrenOf(pid: number): Promise<number[]> {
  const listed = Bun.spawn(["ps", "-A", "-o", "ppid=,pid="], { stdout: "pipe" });
  const lines = (await listed.stdout.text()).trim().split("\n");
  return lines
    .map((line) => line.trim().split(/\s+/).map(Number) as [parent: number, pid: number])
    .filter(([parent]) => parent === pid)
    .map(([, each]) => each);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw thrown;
  }
}
