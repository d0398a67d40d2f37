// Making, showing, changing and deleting webhooks; and that nobody sees their secrets.
import { describe, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { guest, localOperator, type Caller } from "../../../src/kernel/caller.ts";
import { invoke } from "../../../src/kernel/invoke.ts";
import { expandScopes, type Scope } from "../../../src/kernel/scope.ts";
import { sql } from "../../../src/kernel/sql.ts";
import { vaultWith } from "../../../src/kernel/vault.ts";
import { openTestApp } from "../../open-test-app.ts";
import { openReceiver } from "./open-receiver.ts";
import { openWebhookApp } from "./webhook-app.ts";

const url = "https://example.com/hooks/a";
const minimal = { name: "crm", url, events: ["posts.create"] };

const withToken = (scopes: Scope[], collections: string[] | null = null): Caller => ({
  ...localOperator,
  token: {
    ...{ id: "t", name: "agent", readOnly: false },
    scopes: expandScopes(scopes),
    collections: collections && new Set(collections),
  },
});

describe("a webhook", () => {
  test("is made with what is usual, and its secret is shown this once", async () => {
    const app = await openWebhookApp();
    const made = await app.call("webhooks.create", minimal);
    expect(made).toEqual({
      ...minimal,
      ...{ id: expect.any(String), filter: "", fields: "" },
      ...{ enabled: true, ordered: false, includeHidden: false, headers: {} },
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
      ...{ created: expect.any(String), updated: expect.any(String) },
    });
    const { items } = await app.call("webhooks.list", {});
    const health = { waiting: 0, dead: 0, today: { delivered: 0, dead: 0 }, last: null };
    expect(items).toEqual([{ ...made, secret: "******", ...health }]);
    const changed = await app.call("webhooks.update", { webhook: "crm", enabled: false });
    expect(changed).toMatchObject({ enabled: false, secret: "******" });
    expect(await app.call("webhooks.delete", { webhook: made.id })).toEqual({});
    expect(await app.call("webhooks.list", {})).toEqual({ items: [] });
  });

  test.each<[object, string, string]>([
    [{ name: "" }, "name", "Letters"],
    [{ name: "a b" }, "name", "Letters"],
    [{ name: "x".repeat(101) }, "name", "Letters"],
    [{ name: "taken" }, "name", "another name"],
    [{ url: "example.com" }, "url", "https://"],
    [{ url: "ftp://example.com" }, "url", "https://"],
    [{ url: `https://example.com/${"x".repeat(2000)}` }, "url", ""],
    [{ headers: { "X-A": "x".repeat(4001) } }, "headers", ""],
    [{ url: "https://me:secret@example.com" }, "url", "headers"],
    [{ url: "http://localhost:3000" }, "url", `'["localhost:3000"]'`],
    [{ url: "http://10.0.0.1/" }, "url", "outgoing.privateHosts"],
    [{ url: "http://2130706433/" }, "url", `'["127.0.0.1"]'`],
    [{ url: "http://0x7f.1/" }, "url", "outgoing.privateHosts"],
    [{ url: "http://0177.0.0.1/" }, "url", "outgoing.privateHosts"],
    [{ url: "http://[::1]:80/" }, "url", "outgoing.privateHosts"],
    [{ url: "http://[::ffff:10.0.0.1]/" }, "url", "outgoing.privateHosts"],
    [{ url: "http://169.254.169.254/latest" }, "url", "outgoing.privateHosts"],
    [{ url: "http://api.localhost/" }, "url", "outgoing.privateHosts"],
    [{ headers: { "webhook-signature": "v1,x" } }, "headers", "Authorization"],
    [{ headers: { Host: "elsewhere" } }, "headers", "Authorization"],
    [{ headers: { "Content-Length": "3" } }, "headers", "Authorization"],
    [{ headers: { "a b": "x" } }, "headers", "Authorization"],
    [{ headers: { "X-A": "x\r\nX-B: y" } }, "headers", "One line"],
    [{ headers: { "X-A": "é" } }, "headers", "One line"],
    [{ events: [] }, "events", ""],
  ])("cannot have %j", async (wrong, place, hint) => {
    const app = await openWebhookApp();
    await app.call("webhooks.create", { ...minimal, name: "taken" });
    const failure = await app.refusal("webhooks.create", { ...minimal, ...wrong });
    expect(failure.code).toBe("invalid");
    expect(failure.problems).toHaveProperty(place);
    expect(failure.hint ?? "").toContain(hint);
    expect((await app.call("webhooks.list", {})).items).toHaveLength(1);
  });

  test("may send to the own network where that is allowed", async () => {
    const app = await openWebhookApp();
    await app.call("settings.set", { outgoing: { privateHosts: ["localhost"] } });
    const made = await app.call("webhooks.create", { ...minimal, url: "http://localhost:3000/a" });
    expect(made.url).toBe("http://localhost:3000/a");
  });

  test("fields that cannot be chosen are refused", async () => {
    const app = await openWebhookApp();
    const wrong = { ...minimal, fields: "title:shorten(3)" };
    expect(await app.refusal("webhooks.create", wrong)).toMatchObject({
      code: "invalid",
      hint: expect.stringContaining("excerpt"),
    });
  });

  test("that is not there is told by the nearest name", async () => {
    const app = await openWebhookApp();
    await app.call("webhooks.create", minimal);
    for (const operation of ["update", "delete", "redeliver", "test"]) {
      expect(await app.refusal(`webhooks.${operation}`, { webhook: "crn" })).toMatchObject({
        code: "notFound",
        hint: "Did you mean crm?",
      });
    }
  });

  test("is one of a hundred at most", async () => {
    const app = await openWebhookApp();
    for (let index = 0; index < 100; index++) {
      await app.call("webhooks.create", { ...minimal, name: `w${index}` });
    }
    expect(await app.refusal("webhooks.create", minimal)).toMatchObject({ code: "invalid" });
  });

  test("keeps what a change does not mention, and what became wrong since", async () => {
    const app = await openWebhookApp();
    await app.call("webhooks.create", { ...minimal, filter: "likes > 1", headers: { "X-A": "a" } });
    await app.call("collections.update", { collection: "posts", dropFields: ["likes"] });
    const renamed = await app.call("webhooks.update", { webhook: "crm", name: "crm2" });
    expect(renamed).toMatchObject({
      name: "crm2",
      filter: "likes > 1",
      headers: { "X-A": "******" },
    });
    expect(
      await app.refusal("webhooks.update", { webhook: "crm2", events: ["posts.delete"] }),
    ).toMatchObject({ code: "invalid" });
    const without = { webhook: "crm2", filter: "", events: ["posts.delete"] };
    expect(await app.call("webhooks.update", without)).toMatchObject({ filter: "" });
  });

  test("that was tried without doing it is not there, or as it was", async () => {
    const app = await openWebhookApp();
    const dry = (name: string, input: object) => {
      const context = app.contextFor(localOperator, undefined, { dryRun: true });
      return invoke(context, app.operations.get(name)!, input);
    };
    expect(await dry("webhooks.create", minimal)).toMatchObject({ name: "crm" });
    expect(await app.call("webhooks.list", {})).toEqual({ items: [] });
    const receiver = openReceiver();
    await app.call("settings.set", { outgoing: { privateHosts: [receiver.host] } });
    const secret = await app.listen(receiver, ["*"]);
    await dry("webhooks.dispatch", { event: "a" });
    await dry("webhooks.update", { webhook: "hook0", rotateSecret: true });
    await dry("webhooks.delete", { webhook: "hook0" });
    await expect(dry("webhooks.test", { webhook: "hook0" })).rejects.toThrow("without doing it");
    await app.call("webhooks.dispatch", { event: "b" });
    await app.send();
    expect(receiver.types()).toEqual(["b"]);
    receiver.verified(receiver.received[0]!, secret);
  });
});

describe("who may", () => {
  const inputs: Record<string, object> = {
    list: {},
    create: minimal,
    update: { webhook: "crm" },
    delete: { webhook: "crm" },
    deliveries: {},
    redeliver: { webhook: "crm" },
    test: { webhook: "crm" },
    dispatch: { event: "a" },
  };
  test.each<[string, Scope, Scope]>([
    ["list", "mcp:read", "mcp:write"],
    ["deliveries", "mcp:read", "mcp:write"],
    ["create", "mcp:admin", "mcp:write"],
    ["update", "mcp:admin", "mcp:write"],
    ["delete", "mcp:admin", "mcp:write"],
    ["redeliver", "mcp:admin", "mcp:write"],
    ["test", "mcp:admin", "mcp:write"],
    ["dispatch", "mcp:write", "mcp:read"],
  ])("%s: %s, and neither %s nor anybody else", async (name, enough, tooLittle) => {
    const app = await openWebhookApp();
    if (name !== "create") await app.call("webhooks.create", { ...minimal, enabled: false });
    const operation = `webhooks.${name}`;
    const input = inputs[name]!;
    expect(await app.refusal(operation, input, guest)).toMatchObject({ code: "unauthenticated" });
    for (const caller of [withToken([tooLittle]), withToken(["admin"], ["posts"])]) {
      expect(await app.refusal(operation, input, caller)).toMatchObject({ code: "forbidden" });
    }
    if (name !== "test") await app.call(operation, input, withToken([enough]));
  });
});

describe("secrets", () => {
  test("are nowhere but in the answer that gives them", async () => {
    const vault = vaultWith(Buffer.alloc(32, 7));
    const app = await openTestApp({ vault });
    const token = "Bearer-kept-by-the-receiver";
    const more = { ...minimal, events: ["*"], headers: { Authorization: token } };
    const { secret } = await app.call("webhooks.create", more);
    const rotated = await app.call("webhooks.update", { webhook: "crm", rotateSecret: true });
    expect(rotated.secret).not.toBe(secret);
    await app.call("webhooks.update", { webhook: "crm", headers: { "X-Other": `${token}2` } });
    const told = JSON.stringify([
      await app.call("webhooks.list", {}),
      await app.call("webhooks.update", { webhook: "crm", enabled: false }),
      await app.call("audit.list", {}),
      await app.storage.all(sql`SELECT * FROM "_changes"`),
    ]);
    await app.call("webhooks.delete", { webhook: "crm" });
    const again = await app.call("webhooks.create", more);
    const kept = [secret, rotated.secret, again.secret, token];
    for (const each of kept) expect(told).not.toContain(each);
    for (const file of await readdir(app.directory)) {
      if (!file.includes(".db")) continue;
      const bytes = Buffer.from(await Bun.file(join(app.directory, file)).arrayBuffer());
      for (const each of kept) expect(bytes.includes(each)).toBe(false);
    }
  });

  test("of one receiver are not sent to another", async () => {
    const app = await openWebhookApp();
    await app.call("webhooks.create", { ...minimal, headers: { Authorization: "a", "X-B": "b" } });
    const move = (headers?: object) => ({
      webhook: "crm",
      url: "https://evil.example/",
      ...(headers && { headers }),
    });
    for (const headers of [
      undefined,
      {},
      { Authorization: "******", "X-B": "n" },
      { "X-B": null },
    ]) {
      const failure = await app.refusal("webhooks.update", move(headers));
      expect(failure).toMatchObject({ code: "invalid" });
      expect(failure.problems).toHaveProperty("headers");
    }
    const path = { webhook: "crm", url: "https://example.com/elsewhere" };
    expect(await app.call("webhooks.update", path)).toMatchObject({ url: path.url });
    const moved = await app.call("webhooks.update", move({ authorization: "new", "X-B": null }));
    expect(moved.headers).toEqual({ authorization: "******" });
  });

  test("of headers stay where what is shown is sent back", async () => {
    const receiver = openReceiver();
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["*"], { headers: { Authorization: "kept", "X-B": "b" } });
    const headers = { Authorization: "******", "X-B": null, "X-C": "c" };
    const changed = await app.call("webhooks.update", { webhook: "hook0", headers });
    expect(changed.headers).toEqual({ Authorization: "******", "X-C": "******" });
    await app.call("webhooks.dispatch", { event: "a" });
    await app.send();
    const [first] = receiver.received;
    expect(first!.headers).toMatchObject({ authorization: "kept", "x-c": "c" });
    expect(first!.headers).not.toHaveProperty("x-b");
  });

  test("that a receiver says back are not written down", async () => {
    const receiver = openReceiver(
      ({ headers }) => new Response(JSON.stringify(headers), { status: 500 }),
    );
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["*"], { headers: { Authorization: "kept-secret" } });
    const { answer } = await app.call("webhooks.test", { webhook: "hook0" });
    expect(answer).toContain("******");
    expect(answer).not.toContain("kept-secret");
  });
});
