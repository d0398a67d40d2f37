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

  test("hears of a batch in its order, and nothing of one that fails", async () => {
    const heard = ear();
    await root.collection("tasks").subscribe("*", heard.hear);
    const failing = root.createBatch();
    failing.collection("tasks").create({ title: "undone" });
    failing.collection("tasks").update("nowhere00000000", { title: "fails" });
    expect(failing.send()).rejects.toThrow();
    const batch = root.createBatch();
    batch.collection("tasks").create({ id: "batched00000000", title: "one" });
    batch.collection("tasks").update("batched00000000", { title: "two" });
    batch.collection("tasks").delete("batched00000000");
    await batch.send();
    expect(await heard.until("delete two")).toEqual(["create one", "update two", "delete two"]);
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

describe("what happened while a client was away", () => {
  let lastEventId = "";

  /** As docs/realtime.md has it. */
  class ReplayingEventSource extends EventSource {
    constructor(url: string | URL) {
      super(`${url}?exact&lastEventId=${encodeURIComponent(lastEventId)}`);
    }
    override addEventListener(...[name, listener, options]: [string, never, never?]): void {
      super.addEventListener(name, ({ lastEventId: id }) => {
        if (id?.includes(":") || lastEventId === "") lastEventId = id ?? "";
      });
      super.addEventListener(name, listener, options);
    }
  }

  test("follows when it is back, even if the server was away as well", async () => {
    const own = temporaryDirectory();
    const run = async (...words: string[]) => {
      expect((await vaultbase([...words, "--dir", own])).exitCode).toBe(0);
    };
    const create = (title: string) =>
      run("records", "create", "tasks", "--data", JSON.stringify({ title }));
    const fields = JSON.stringify([{ name: "title", type: "text" }]);
    await run("collections", "create", "tasks", "--fields", fields, "--list-rule", "");
    let serving = await serve(own);
    const client = new PocketBase(serving.url);
    const heard = ear();
    const connects: unknown[] = [];
    Object.assign(globalThis, { EventSource: ReplayingEventSource });
    try {
      await client.realtime.subscribe("PB_CONNECT", (said) => connects.push(said.replay));
      await client.collection("tasks").subscribe("*", heard.hear);
      await create("one");
      expect(await heard.until("create one")).toEqual(["create one"]);
      await serving.stop();
      for (const title of ["two", "three"]) await create(title);
      serving = await serve(own, { words: ["--port", new URL(serving.url).port] });
      expect(await heard.until("create three")).toEqual(["create two", "create three"]);
      await create("four");
      expect(await heard.until("create four")).toEqual(["create four"]);
      expect(connects).toEqual([undefined, true]);
    } finally {
      Object.assign(globalThis, { EventSource });
      await client.realtime.unsubscribe();
    }
  }, 30_000);
});

describe("many and slow readers", () => {
  interface Raw {
    readonly clientId: string;
    /** Characters received. */
    received: number;
    events: number;
    readonly ended: Promise<void>;
    pause(): void;
    resume(): void;
  }

  /** A stream without any comfort, so that a reader can stop reading. */
  async function open(topics: readonly string[]): Promise<Raw> {
    let end = () => {};
    let named: (id: string) => void;
    const name = new Promise<string>((resolve) => (named = resolve));
    const counts = { received: 0, events: 0 };
    const socket = await Bun.connect({
      hostname: "127.0.0.1",
      port: Number(new URL(server.url).port),
      socket: {
        open: (it) => void it.write("GET /api/realtime HTTP/1.1\r\nHost: x\r\n\r\n"),
        data(_, piece) {
          const text = piece.toString();
          counts.received += text.length;
          counts.events += text.split("\nevent:tasks/*\n").length - 1;
          const id = /"clientId":"(\w+)"/.exec(text)?.[1];
          if (id) named(id);
        },
        close: () => end(),
      },
    });
    const clientId = await name;
    const subscribed = await fetch(`${server.url}/api/realtime`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: root.authStore.token },
      body: JSON.stringify({ clientId, subscriptions: topics }),
    });
    expect(subscribed.status).toBe(204);
    return Object.assign(counts, {
      clientId,
      ended: new Promise<void>((resolve) => (end = resolve)),
      pause: () => socket.pause(),
      resume: () => socket.resume(),
    });
  }

  const until = async (isTrue: () => boolean): Promise<void> => {
    const deadline = Date.now() + 20_000;
    while (!isTrue() && Date.now() < deadline) await Bun.sleep(5);
    expect(isTrue()).toBe(true);
  };

  test("a thousand all hear of it", async () => {
    const streams: Raw[] = [];
    while (streams.length < 1000) {
      const some = Array.from({ length: 50 }, () => open(["tasks/*"]));
      streams.push(...(await Promise.all(some)));
    }
    await root.collection("tasks").create({ title: "for all" });
    await until(() => streams.every(({ events }) => events === 1));
    await root.collection("tasks").create({ title: "once more" });
    await until(() => streams.every(({ events }) => events === 2));
    for (const stream of streams) stream.pause();
  }, 60_000);

  test("who does not read is cut off, and nobody else notices", async () => {
    const fields = [{ name: "text", type: "json", maxSize: 2_000_000 }];
    await root.collections.create({ name: "pages", fields });
    const [slow, quick] = [await open(["pages/*"]), await open(["pages/*"])];
    slow.pause();
    const text = "x".repeat(500_000);
    for (let n = 0; n < 30; n++) await root.collection("pages").create({ text });
    await until(() => quick.received > 30 * text.length);
    slow.resume();
    await slow.ended;
    expect(slow.received).toBeLessThan(quick.received);
  }, 60_000);
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
