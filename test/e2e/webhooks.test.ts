// Webhooks of the compiled binary: made on the command line, over REST and by an agent; received by a
// real HTTP server that verifies with the Standard Webhooks library; and servers that are killed.
import { expect, test } from "bun:test";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { openReceiver, type Receiver } from "../features/webhooks/open-receiver.ts";
import { serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

/** A data directory with posts, that may send to these receivers. */
async function prepared(...receivers: readonly Receiver[]) {
  const directory = temporaryDirectory();
  const run = async (...words: readonly string[]) => {
    const ran = await vaultbase([...words, "--dir", directory, "--json"]);
    expect(ran.stderr).toBe("");
    return ran.json();
  };
  const hosts = JSON.stringify(receivers.map(({ host }) => host));
  await run("settings", "set", "outgoing.privateHosts", hosts);
  await run("collections", "create", "posts", "--fields", '[{"name":"title","type":"text"}]');
  const { token } = await run("token", "mint", "--name", "agent", "--scope", "mcp:admin");
  const listen = async ({ url }: Receiver, ...more: readonly string[]) =>
    (await run("webhooks", "create", "crm", url, "--events", '["posts.*", "order.*"]', ...more))
      .secret as string;
  const create = async (url: string, title: string) => {
    const answer = await fetch(`${url}/api/v1/collections/posts/records`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ title }),
    });
    if (answer.status !== 200) throw new Error(await answer.text());
  };
  return { directory, run, token: token as string, listen, create };
}

async function until(condition: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error("waited in vain");
    await Bun.sleep(20);
  }
}

const titlesOf = ({ received }: Receiver) =>
  received.flatMap(({ message }) => message.data.record?.title ?? []);

test("every door's changes and events reach the receiver, and verify", async () => {
  const receiver = openReceiver();
  const { directory, run, token, listen, create } = await prepared(receiver);
  const secret = await listen(receiver, "--headers", '{"Authorization": "Bearer mine"}');
  const server = await serve(directory);
  await create(server.url, "over REST");
  await run("records", "create", "posts", "--data", '{"title":"by command"}');
  const client = new Client({ name: "test", version: "1" });
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${server.url}/api/v1/mcp?toolset=collections`), {
      requestInit,
    }),
  );
  const call = async (name: string, args: Record<string, unknown>): Promise<any> => {
    const result = await client.callTool({ name, arguments: args });
    expect(result.isError ?? false).toBe(false);
    return result.structuredContent;
  };
  await call("create_posts", { data: { title: "by an agent" } });
  await call("dispatch_webhook_event", { event: "order.paid", data: { order: "a1" } });
  await call("dispatch_webhook_event", { event: "order.tried", dry_run: true });
  await until(() => receiver.received.length >= 4);
  expect(titlesOf(receiver).toSorted()).toEqual(["by an agent", "by command", "over REST"]);
  for (const each of receiver.received) {
    expect(receiver.verified(each, secret)).toEqual(each.message);
    expect(each.headers.authorization).toBe("Bearer mine");
  }
  expect(receiver.received.at(-1)!.message.data).toEqual({ order: "a1" });

  const told = JSON.stringify([
    await call("list_webhooks", {}),
    await call("list_webhook_deliveries", { webhook: "crm" }),
    await call("read_audit_log", {}),
    await run("webhooks", "list"),
  ]);
  expect(told).toContain("order.paid");
  expect(told).not.toContain(secret);
  expect(told).not.toContain("Bearer mine");

  const { tools } = await client.listTools();
  const hints = (name: string) => tools.find((tool) => tool.name === name)?.annotations;
  expect(hints("dispatch_webhook_event")).toMatchObject({ openWorldHint: true });
  expect(hints("list_webhooks")).toMatchObject({ readOnlyHint: true, openWorldHint: false });
  expect(hints("delete_webhook")).toMatchObject({ destructiveHint: true });

  const listed = await call("list_webhook_deliveries", { webhook: "crm", state: "delivered" });
  await call("redeliver_webhook", { webhook: "crm", delivery: listed.items[0].id });
  expect(await call("test_webhook", { webhook: "crm" })).toMatchObject({ status: 200 });
  await until(() => receiver.received.length >= 6);
  await client.close();
  await server.stop();
}, 60_000);

test("what was committed before a kill is told after it, and nothing is left out", async () => {
  const receiver = openReceiver(async () => {
    await Bun.sleep(5);
    return new Response("");
  });
  const { directory, listen, create } = await prepared(receiver);
  await listen(receiver);
  const committed: string[] = [];
  for (let round = 0; round < 4; round++) {
    const server = await serve(directory);
    const writing = Array.from({ length: 4 }, async (_, writer) => {
      for (let index = 0; ; index++) {
        const title = `${round} ${writer} ${index}`;
        try {
          await create(server.url, title);
        } catch {
          return; // the server is gone: whether this one was committed is not known
        }
        committed.push(title);
      }
    });
    await Bun.sleep(150 + round * 90);
    server.child.kill("SIGKILL");
    await server.child.exited;
    await Promise.all(writing);
  }
  const server = await serve(directory);
  const missing = () => {
    const heard = new Set(titlesOf(receiver));
    return committed.filter((title) => !heard.has(title));
  };
  await until(() => missing().length === 0, 60_000);
  // Whatever came twice was the same message, and no more than each kill interrupted.
  const ids = receiver.received.map(({ headers }) => headers["webhook-id"]!);
  expect(new Set(ids).size).toBe(new Set(titlesOf(receiver)).size);
  expect(ids.length - new Set(ids).size).toBeLessThanOrEqual(4);
  await server.stop();
}, 120_000);

test("two servers on one directory tell everything once, one message at a time", async () => {
  const receiver = openReceiver(async () => {
    await Bun.sleep(2);
    return new Response("");
  });
  const { directory, listen, create } = await prepared(receiver);
  await listen(receiver, "--ordered");
  const servers = await Promise.all([serve(directory), serve(directory)]);
  const titles = Array.from({ length: 80 }, (_, index) => `t${index}`);
  for (const [index, title] of titles.entries()) await create(servers[index % 2]!.url, title);
  await until(() => receiver.received.length >= titles.length);
  await Bun.sleep(200);
  expect(titlesOf(receiver)).toEqual(titles);
  expect(receiver.mostAtOnce()).toBe(1);
  for (const server of servers) await server.stop();
}, 60_000);

test("a receiver that is down or slow costs neither writers nor other receivers anything", async () => {
  const good = openReceiver();
  const slow = openReceiver(() => new Promise<Response>(() => {}));
  const { directory, run, listen, create } = await prepared(good, slow);
  await listen(good);
  for (let index = 0; index < 8; index++) {
    await run("webhooks", "create", `slow${index}`, slow.url, "--events", '["posts.*"]');
  }
  const server = await serve(directory);
  for (let index = 0; index < 50; index++) await create(server.url, `t${index}`);
  await until(() => good.received.length === 50);
  expect(slow.mostAtOnce()).toBeLessThanOrEqual(4);
  const { items } = await run("webhooks", "list");
  const waiting = items.filter(({ waiting }: { waiting: number }) => waiting > 0);
  expect(waiting.map(({ name }: { name: string }) => name)).not.toContain("crm");
  // Told to end, it waits for no receiver for long.
  expect(await server.stop()).toBe(0);
}, 60_000);

test("redirects into the own network are not followed, and nothing else leads there", async () => {
  const inner = openReceiver();
  const { directory, run, listen } = await prepared(
    openReceiver(), // another one that is allowed
  );
  const outer = openReceiver(
    () => new Response(null, { status: 307, headers: { location: inner.url } }),
  );
  await run("settings", "set", "outgoing.privateHosts", JSON.stringify([outer.host]));
  await listen(outer);
  const server = await serve(directory);
  expect(await run("webhooks", "test", "crm")).toMatchObject({ delivered: false, status: 307 });
  for (const host of ["localhost", "127.1", "0x7f000001", "2130706433", "[::ffff:7f00:1]"]) {
    const url = inner.url.replace("127.0.0.1", host);
    const ran = await vaultbase([
      ...["webhooks", "update", "crm", "--receiver", url, "--dir", directory],
    ]);
    expect(ran).toMatchObject({ exitCode: 1 });
    expect(ran.stderr).toContain("is not in the open internet");
  }
  expect(inner.received).toEqual([]);
  await server.stop();
}, 60_000);

test("an encrypted receiver is who its certificate says, and nobody else is told anything", async () => {
  const heard: string[] = [];
  const receiver = Bun.serve({
    port: 0,
    tls: {
      key: Bun.file(join(fixtures, "localhost-key.pem")),
      cert: Bun.file(join(fixtures, "localhost-certificate.pem")),
    },
    async fetch(request) {
      heard.push(((await request.json()) as { type: string }).type);
      return new Response("thanks");
    },
  });
  const directory = temporaryDirectory();
  const { port } = receiver;
  const hosts = JSON.stringify(["localhost", "127.0.0.2"]);
  await vaultbase(["settings", "set", "outgoing.privateHosts", hosts, "--dir", directory]);
  for (const host of ["localhost", "127.0.0.2"]) {
    const words = [host, `https://${host}:${port}/`, "--events", '["*"]', "--dir", directory];
    expect((await vaultbase(["webhooks", "create", ...words])).exitCode).toBe(0);
  }
  const tried = async (name: string, env: Record<string, string> = {}) =>
    (await vaultbase(["webhooks", "test", name, "--dir", directory, "--json"], { env })).json();
  const trusted = { NODE_EXTRA_CA_CERTS: join(fixtures, "localhost-certificate.pem") };
  expect(await tried("localhost")).toMatchObject({
    status: 0,
    answer: expect.stringMatching(/self.signed/),
  });
  expect(await tried("127.0.0.2", trusted)).toMatchObject({ status: 0 });
  expect(heard).toEqual([]);
  expect(await tried("localhost", trusted)).toMatchObject({ status: 200, answer: "thanks" });
  expect(heard).toEqual(["test"]);
  await receiver.stop(true);
}, 30_000);

const fixtures = join(import.meta.dir, "..", "fixtures");
