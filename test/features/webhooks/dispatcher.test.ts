// The dispatcher at work by itself: slow receivers, many processes, and ends of every kind.
import { describe, expect, test } from "bun:test";
import { openApp, type App } from "../../../src/app.ts";
import { sql } from "../../../src/kernel/sql.ts";
import { vaultWith } from "../../../src/kernel/vault.ts";
import { insertDelivery, newDelivery } from "../../../src/features/webhooks/delivery.ts";
import { openReceiver, type Receiver } from "./open-receiver.ts";
import { openWebhookApp, type WebhookApp } from "./webhook-app.ts";

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error("waited in vain");
    await Bun.sleep(10);
  }
}

async function titles(app: WebhookApp, count: number): Promise<string[]> {
  const all = Array.from({ length: count }, (_, index) => `t${index}`);
  for (const title of all) await app.create("posts", { title });
  return all;
}

const titlesOf = ({ received }: Receiver) =>
  received.map(({ message }) => message.data.record.title as string);

/** A receiver that answers nobody until it is opened. */
function openDam() {
  const { promise, resolve } = Promise.withResolvers<void>();
  const receiver = openReceiver(async () => {
    await promise;
    return new Response("at last");
  });
  return { receiver, open: resolve };
}

describe("while it is served", () => {
  test("what happens is told at once, in order, one at a time", async () => {
    const receiver = openReceiver();
    const app = await openWebhookApp(receiver);
    app.services.webhooks.start();
    await app.listen(receiver, ["posts.create"]);
    const made = await titles(app, 250);
    await until(() => receiver.received.length >= made.length);
    expect(titlesOf(receiver)).toEqual(made);
    expect(receiver.mostAtOnce()).toBe(1);
  });

  test("a webhook that is made, switched on or asked to send again begins by itself", async () => {
    let status = 410;
    const receiver = openReceiver(() => new Response("", { status }));
    const app = await openWebhookApp(receiver);
    app.services.webhooks.start();
    await app.listen(receiver, ["*"], { enabled: false });
    await app.call("webhooks.dispatch", { event: "missed" });
    await app.call("webhooks.update", { webhook: "hook0", enabled: true });
    await app.call("webhooks.dispatch", { event: "a" });
    await until(() => receiver.received.length === 1);
    status = 200;
    await until(async () => !(await app.call("webhooks.list", {})).items[0].enabled);
    await app.call("webhooks.redeliver", { webhook: "hook0" });
    await app.call("webhooks.update", { webhook: "hook0", enabled: true });
    await until(() => receiver.received.length === 2);
    expect(receiver.types()).toEqual(["a", "a"]);
  });

  test("what has to wait is sent when it is time", async () => {
    let status = 500;
    const receiver = openReceiver(() => new Response("", { status }));
    const app = await openWebhookApp(receiver);
    app.services.webhooks.start();
    await app.listen(receiver, ["*"]);
    await app.call("webhooks.dispatch", { event: "a" });
    await until(() => receiver.received.length === 1);
    status = 200;
    app.wait(10_000);
    await until(() => receiver.received.length === 2);
  });
});

describe("a slow receiver", () => {
  test("holds up neither the others nor whoever writes", async () => {
    const { receiver: slow, open } = openDam();
    const quick = openReceiver();
    const app = await openWebhookApp(slow, quick);
    app.services.webhooks.start();
    for (let index = 0; index < 20; index++) await app.listen(slow, ["posts.create"]);
    await app.listen(quick, ["posts.create"]);
    const made = await titles(app, 30);
    await until(() => quick.received.length === made.length);
    expect(titlesOf(quick)).toEqual(made);
    expect(slow.mostAtOnce()).toBe(4);
    open();
  });

  test("is asked no longer when the product ends, and hears it again later", async () => {
    const { receiver, open } = openDam();
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["posts.create"]);
    await titles(app, 1);
    const sending = app.send();
    await until(() => receiver.received.length === 1);
    await app.services.webhooks.stop();
    await sending;
    open();
    const [waiting] = await app.storage.all(sql`SELECT * FROM "_webhookDeliveries"`);
    expect(waiting).toMatchObject({ state: "waiting", attempts: 0, claimed: "" });
  }, 20_000);

  test("fills nothing but what it is given, and is asked again before there is room", async () => {
    let status = 500;
    const receiver = openReceiver(() => new Response("", { status }));
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["posts.create"]);
    const [{ id } = { id: "" }] = (await app.call("webhooks.list", {})).items;
    const later = new Date(Date.now() + 20 * 60 * 60_000);
    await app.storage.write(async (writer) => {
      for (let index = 0; index < 10_000; index++) {
        const made = { id: `old${index}`, webhook: id, event: "old", body: '{"type":"old"}' };
        await insertDelivery(writer, {
          ...newDelivery(made, new Date()),
          due: later.toISOString(),
        });
      }
    });
    await titles(app, 3);
    await app.send();
    expect(receiver.types()).toEqual(["old"]);
    const [{ n } = { n: 0 }] = await app.storage.all<{ n: number }>(
      sql`SELECT count(*) AS n FROM "_webhookDeliveries"`,
    );
    expect(n).toBe(10_000);
    await app.send();
    expect(receiver.received).toHaveLength(1);
    status = 410; // enough of it
    app.wait(11 * 60_000);
    await app.send();
    expect(receiver.received).toHaveLength(2);
  }, 20_000);
});

describe("processes on one data directory", () => {
  test("send everything once, and nothing to one receiver at the same time", async () => {
    const receiver = openReceiver(async () => {
      await Bun.sleep(2);
      return new Response("");
    });
    const app = await openWebhookApp(receiver);
    const others = await Promise.all(
      [1, 2].map(() => openApp({ directory: app.directory, now: app.now })),
    );
    try {
      await app.listen(receiver, ["posts.create"], { ordered: true });
      for (const each of [app, ...others] as App[]) each.services.webhooks.start();
      const made = await titles(app, 120);
      await until(() => receiver.received.length >= made.length);
      await Bun.sleep(50);
      expect(titlesOf(receiver)).toEqual(made);
      expect(receiver.mostAtOnce()).toBe(1);
    } finally {
      for (const other of others) await other.close();
    }
  });

  test("go on with what one of them began and never ended", async () => {
    const { receiver: silent, open } = openDam();
    const app = await openWebhookApp(silent);
    await app.listen(silent, ["posts.create"]);
    await titles(app, 1);
    void app.send();
    await until(() => silent.received.length === 1);
    // From here on the first one counts as gone: what it has claimed is not touched for a while.
    const other = await openApp({ directory: app.directory, now: app.now });
    try {
      await other.services.webhooks.sendDue();
      expect(silent.received).toHaveLength(1);
      app.wait(20_000);
      void other.services.webhooks.sendDue();
      await until(() => silent.received.length === 2);
      const [first, second] = silent.received;
      expect(second!.headers["webhook-id"]).toBe(first!.headers["webhook-id"]!);
    } finally {
      open();
      await other.close();
    }
  }, 30_000);

  test("take a change up once, also where they look at the log at the same time", async () => {
    const receiver = openReceiver();
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["posts.create"]);
    const other = await openApp({ directory: app.directory, now: app.now });
    try {
      const made = await titles(app, 300);
      await Promise.all([app.send(), other.services.webhooks.sendDue()]);
      await Promise.all([app.send(), other.services.webhooks.sendDue()]);
      expect(titlesOf(receiver).toSorted()).toEqual(made.toSorted());
    } finally {
      await other.close();
    }
  });

  test("whoever has another key says so, and does not send", async () => {
    const receiver = openReceiver();
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["*"]);
    const sealed = vaultWith(Buffer.alloc(32, 1)).seal("{}");
    await app.storage.write((writer) =>
      writer.execute(sql`UPDATE "_webhooks" SET "secrets" = ${sealed}`),
    );
    await app.call("webhooks.dispatch", { event: "a" });
    await app.send();
    const { items } = await app.call("webhooks.deliveries", {});
    expect(receiver.received).toEqual([]);
    expect(items[0]).toMatchObject({
      state: "waiting",
      status: 0,
      answer: expect.stringContaining("sealed with the key"),
    });
  });
});

describe("a webhook's place in the log", () => {
  const cursor = async (app: WebhookApp) => {
    const [row] = await app.storage.all<{ cursor: number }>(sql`SELECT "cursor" FROM "_webhooks"`);
    return row!.cursor;
  };
  const last = async (app: WebhookApp) => {
    const [row] = await app.storage.all<{ last: number }>(
      sql`SELECT max("sequence") AS "last" FROM "_changes"`,
    );
    return row!.last;
  };

  test("is noted now and then where nothing concerns it, not at every change", async () => {
    const receiver = openReceiver();
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["notes.create"]);
    await titles(app, 1);
    await app.send();
    const noted = await cursor(app);
    expect(noted).toBe(await last(app));
    await titles(app, 10);
    await app.send();
    expect(await cursor(app)).toBe(noted);
    app.wait(2000);
    await app.send();
    expect(await cursor(app)).toBe(await last(app));
  });

  test("knows what was wanted when something happened, however late it is looked at", async () => {
    const receiver = openReceiver();
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["posts.create"]);
    const change = (more: object) => app.call("webhooks.update", { webhook: "hook0", ...more });
    await titles(app, 1);
    await app.create("notes", { title: "too early" });
    await change({ events: ["notes.create"] });
    await app.create("posts", { title: "no more" });
    await app.create("notes", { title: "n1" });
    await change({ enabled: false });
    await app.create("notes", { title: "missed" });
    await change({ name: "renamed", enabled: false });
    await app.call("webhooks.update", { webhook: "renamed", enabled: true });
    await app.create("notes", { title: "n2" });
    await app.call("webhooks.update", { webhook: "renamed", filter: "likes > 1" });
    await app.create("notes", { title: "n3" });
    await app.create("notes", { title: "n4", likes: 2 });
    await app.send();
    expect(titlesOf(receiver)).toEqual(["t0", "n1", "n2", "n4"]);
    app.wait(2000);
    await app.send();
    const [row] = await app.storage.all(sql`SELECT "earlier" FROM "_webhooks"`);
    expect(row).toEqual({ earlier: "[]" });
  });

  test("stands for what it then wanted: older changes are not sent to whoever wants more", async () => {
    const receiver = openReceiver();
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["notes.create"]);
    await titles(app, 3);
    await app.send();
    await app.call("webhooks.update", { webhook: "hook0", events: ["posts.create"] });
    const other = await openApp({ directory: app.directory, now: app.now });
    await other.services.webhooks.sendDue();
    await other.close();
    expect(receiver.received).toEqual([]);
  });
});
