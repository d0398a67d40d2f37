// The SDK's subscriptions, and plain streams, against the executable.
import { beforeAll, describe, expect, test } from "bun:test";
import { EventSource } from "eventsource";
import PocketBase, { type RecordSubscription } from "pocketbase";
import { serve, temporaryDirectory, vaultbase, type Serving } from "./run-binary.ts";

Object.assign(globalThis, { EventSource });

let directory: string;
let server: Serving;
let root: PocketBase;

beforeAll(async () => {
  directory = temporaryDirectory();
  const who = ["superuser", "create", "root@example.com", "--password", "1234567890"];
  expect((await vaultbase([...who, "--dir", directory])).exitCode).toBe(0);
  server = await serve(directory);
  root = connect();
  await root.collection("_superusers").authWithPassword("root@example.com", "1234567890");
  await root.collections.create({
    name: "members",
    type: "auth",
    viewRule: "",
    fields: [{ name: "nick", type: "text" }],
  });
  await root.collections.create({
    name: "tasks",
    fields: [
      { name: "title", type: "text" },
      { name: "done", type: "bool" },
      { name: "member", type: "relation", collectionId: "members" },
    ],
    listRule: "member = @request.auth.id || done = true",
    viewRule: "member = @request.auth.id || done = true",
    createRule: "",
  });
}, 60_000);

function connect(): PocketBase {
  const client = new PocketBase(server.url);
  client.autoCancellation(false);
  return client;
}

async function join(nick: string): Promise<PocketBase> {
  const password = { password: "1234567890", passwordConfirm: "1234567890" };
  await root.collection("members").create({ nick, email: `${nick}@b.co`, ...password });
  const client = connect();
  await client.collection("members").authWithPassword(`${nick}@b.co`, "1234567890");
  return client;
}

/** What a subscription hears, and a way to wait for it. */
function ear() {
  const heard: string[] = [];
  const events: RecordSubscription[] = [];
  return {
    heard,
    events,
    hear(event: RecordSubscription) {
      heard.push(`${event.action} ${event.record.title}`);
      events.push(event);
    },
    async until(last: string): Promise<string[]> {
      const deadline = Date.now() + 10_000;
      while (!heard.includes(last)) {
        if (Date.now() > deadline) throw new Error(`never heard ${last}, but ${heard.join(", ")}`);
        await Bun.sleep(5);
      }
      return heard.splice(0);
    },
  };
}

describe("the SDK", () => {
  test("hears of every record and of one, each user by their own rules", async () => {
    const [ana, bob] = [await join("ana"), await join("bob")];
    const [all, one, his, guests] = [ear(), ear(), ear(), ear()];
    const member = ana.authStore.record!.id;
    const task = await root.collection("tasks").create({ title: "first", member });
    await ana.collection("tasks").subscribe("*", all.hear);
    await ana.collection("tasks").subscribe(task.id, one.hear);
    await bob.collection("tasks").subscribe("*", his.hear);
    const guest = connect();
    await guest.collection("tasks").subscribe("*", guests.hear);

    await root.collection("tasks").create({ title: "second", member });
    await root.collection("tasks").update(task.id, { title: "changed" });
    await root.collection("tasks").update(task.id, { done: true, title: "public" });
    await root.collection("tasks").delete(task.id);
    const end = "delete public";
    expect(await all.until(end)).toEqual([
      "create second",
      "update changed",
      "update public",
      "delete public",
    ]);
    expect(await one.until(end)).toEqual(["update changed", "update public", "delete public"]);
    expect(await his.until(end)).toEqual(["update public", "delete public"]);
    expect(await guests.until(end)).toEqual(["update public", "delete public"]);

    await ana.collection("tasks").unsubscribe("*");
    expect(ana.realtime.isConnected).toBe(true);
    await ana.collection("tasks").unsubscribe();
    expect(ana.realtime.isConnected).toBe(false);
    await bob.realtime.unsubscribe();
    await guest.realtime.unsubscribe();
  });

  test("chooses with filter, expand, fields and headers", async () => {
    const kim = await join("kim");
    const member = kim.authStore.record!.id;
    const [filtered, short] = [ear(), ear()];
    const tasks = kim.collection("tasks");
    await tasks.subscribe("*", filtered.hear, { filter: "title ~ 'wanted'", expand: "member" });
    await tasks.subscribe("*", short.hear, { fields: "title", headers: { "x-any": "1" } });
    for (const title of ["other", "wanted"])
      await root.collection("tasks").create({ title, member });
    expect(await short.until("create wanted")).toEqual(["create other", "create wanted"]);
    expect(short.events[0]!.record).toEqual({ title: "other" } as never);
    expect(await filtered.until("create wanted")).toEqual(["create wanted"]);
    expect(filtered.events[0]!.record.expand!.member.nick).toBe("kim");
    await kim.realtime.unsubscribe();
  });

  test("hears of what another process writes", async () => {
    const heard = ear();
    await root.collection("tasks").subscribe("*", heard.hear);
    const data = JSON.stringify({ title: "by hand" });
    const words = ["records", "create", "tasks", "--data", data, "--dir", directory];
    expect((await vaultbase(words)).exitCode).toBe(0);
    expect(await heard.until("create by hand")).toEqual(["create by hand"]);
    await root.realtime.unsubscribe();
  });

  test("is nobody any more once its password has changed", async () => {
    const eve = await join("eve");
    const member = eve.authStore.record!.id;
    const heard = ear();
    await eve.collection("tasks").subscribe("*", heard.hear);
    await root.collection("tasks").create({ title: "hers", member });
    await heard.until("create hers");
    const password = { password: "abcdefghij", passwordConfirm: "abcdefghij" };
    await root.collection("members").update(member, password);
    await root.collection("tasks").create({ title: "hers no more", member });
    await root.collection("tasks").create({ title: "everybody's", done: true });
    expect(await heard.until("create everybody's")).toEqual(["create everybody's"]);
    await eve.realtime.unsubscribe();
  });
});

test("a server that stops ends its streams and does not wait for them", async () => {
  const own = await serve(temporaryDirectory());
  const streams = await Promise.all(
    Array.from({ length: 20 }, () => fetch(`${own.url}/api/realtime`)),
  );
  const ends = streams.map((stream) => stream.text());
  const started = Date.now();
  expect(await own.stop()).toBe(0);
  expect((await Promise.all(ends)).every((said) => said.includes("PB_CONNECT"))).toBe(true);
  expect(Date.now() - started).toBeLessThan(4000);
});
