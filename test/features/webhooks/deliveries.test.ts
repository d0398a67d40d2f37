// How what is to be told reaches its receiver: signed, in order, until it is heard or given up.
import { describe, expect, test } from "bun:test";
import { insertDelivery, newDelivery } from "../../../src/features/webhooks/delivery.ts";
import { openReceiver, type Receiver } from "./open-receiver.ts";
import { openWebhookApp, type WebhookApp } from "./webhook-app.ts";

const minute = 60_000;
const hour = 60 * minute;

async function dispatch(app: WebhookApp, ...events: readonly string[]): Promise<void> {
  for (const event of events) await app.call("webhooks.dispatch", { event });
}

async function deliveries(app: WebhookApp, input: object = {}): Promise<any[]> {
  return (await app.call("webhooks.deliveries", input)).items;
}

async function logged(app: WebhookApp, message: string): Promise<number> {
  const { items } = await app.call("logs.list", { type: "webhook" });
  return items.filter((entry: { message: string }) => entry.message === message).length;
}

/** Answers with these statuses in turn, the last again and again. */
function answering(...statuses: readonly number[]): Receiver {
  let count = 0;
  return openReceiver(
    () => new Response("said", { status: statuses[Math.min(count++, statuses.length - 1)]! }),
  );
}

describe("a signature", () => {
  test("is one that any Standard Webhooks library verifies", async () => {
    const receiver = openReceiver();
    const app = await openWebhookApp(receiver);
    const secret = await app.listen(receiver, ["posts.create"]);
    await app.create("posts", { title: "Grüße \u2028 🎉" });
    await app.send();
    const [first] = receiver.received;
    expect(receiver.verified(first!, secret)).toMatchObject({
      type: "posts.create",
      data: { record: { title: "Grüße \u2028 🎉" } },
    });
    expect(first!.headers["webhook-id"]).toBe(first!.message.id);
    expect(first!.headers).toMatchObject({
      "content-type": "application/json",
      "user-agent": "Vaultbase",
    });
    expect(() => receiver.verified(first!, `whsec_${btoa("x".repeat(32))}`)).toThrow();
    const changed = { ...first!, text: first!.text.replace("Grüße", "Gruss") };
    expect(() => receiver.verified(changed, secret)).toThrow();
  });

  test("is by both secrets for a day after a rotation", async () => {
    const receiver = openReceiver();
    const app = await openWebhookApp(receiver);
    const old = await app.listen(receiver, ["*"]);
    const { secret } = await app.call("webhooks.update", { webhook: "hook0", rotateSecret: true });
    await dispatch(app, "a");
    await app.send();
    receiver.verified(receiver.received[0]!, old);
    receiver.verified(receiver.received[0]!, secret);
    app.wait(25 * hour);
    await dispatch(app, "b");
    await app.send();
    expect(receiver.received[1]!.headers["webhook-signature"]!.split(" ")).toHaveLength(1);
  });

  test("is made anew each time, for the same message", async () => {
    const receiver = answering(500, 200);
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["*"]);
    await dispatch(app, "a");
    await app.send();
    app.wait(minute);
    await app.send();
    const [first, second] = receiver.received;
    expect(second!.text).toBe(first!.text);
    expect(second!.headers["webhook-id"]).toBe(first!.headers["webhook-id"]!);
    expect(second!.headers["webhook-timestamp"]).not.toBe(first!.headers["webhook-timestamp"]!);
  });
});

test("a webhook tells how its receiver fares", async () => {
  const receiver = answering(200, 500, 404, 410);
  const app = await openWebhookApp(receiver);
  await app.listen(receiver, ["*"]);
  const health = async () => (await app.call("webhooks.list", {})).items[0];
  await dispatch(app, "a");
  await app.send();
  expect(await health()).toMatchObject({
    ...{ waiting: 0, dead: 0, today: { delivered: 1, dead: 0 } },
    last: { status: 200, answer: "said" },
  });
  app.wait(minute);
  await dispatch(app, "b");
  await app.send();
  expect(await health()).toMatchObject({ waiting: 1, last: { status: 500 } });
  app.wait(minute);
  expect(await app.call("webhooks.test", { webhook: "hook0" })).toMatchObject({ status: 404 });
  expect(await health()).toMatchObject({ waiting: 1, dead: 1, last: { status: 404 } });
  app.wait(25 * hour);
  await app.send();
  expect(await health()).toMatchObject({
    ...{ enabled: false, waiting: 0, dead: 2, today: { delivered: 0, dead: 1 } },
    last: { status: 410 },
  });
});

describe("what fails", () => {
  test("is tried again, later and later, and given up after eight times", async () => {
    const receiver = answering(503);
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["*"]);
    await dispatch(app, "a");
    const waits: number[] = [];
    for (let attempts = 1; attempts <= 8; attempts++) {
      await app.send();
      const [delivery] = await deliveries(app);
      expect(delivery).toMatchObject({ attempts, status: 503, answer: "said" });
      if (attempts === 8) break;
      expect(delivery.state).toBe("waiting");
      const wait = Date.parse(delivery.due) - app.now().getTime();
      waits.push(wait);
      app.wait(wait - 2000);
      await app.send();
      expect(receiver.received).toHaveLength(attempts);
      app.wait(4000);
    }
    const usual = [5, 25, 125, 625, 3125, 15_625, 78_125].map((seconds) => seconds * 1000);
    for (const [index, wait] of waits.entries()) {
      expect(wait).toBeWithin(usual[index]! * 0.8 - 1000, usual[index]! * 1.2 + 1000);
    }
    const [dead] = await deliveries(app, { state: "dead" });
    expect(dead).toMatchObject({ event: "a", state: "dead", due: "" });
    app.wait(48 * hour);
    await app.send();
    expect(receiver.received).toHaveLength(8);
    expect((await app.call("webhooks.list", {})).items[0]).toMatchObject({ waiting: 0, dead: 1 });
    expect(await logged(app, "webhook delivery given up")).toBe(1);
  });

  test.each([
    [200, "delivered"],
    [204, "delivered"],
    [299, "delivered"],
    [301, "waiting"],
    [307, "waiting"],
    [400, "waiting"],
    [404, "waiting"],
    [429, "waiting"],
    [500, "waiting"],
    [410, "dead"],
  ])("%i leaves it %s", async (status, state) => {
    const elsewhere = openReceiver();
    const receiver = openReceiver(
      () =>
        new Response(status === 204 ? null : "said", {
          status,
          headers: { location: elsewhere.url },
        }),
    );
    const app = await openWebhookApp(receiver, elsewhere);
    await app.listen(receiver, ["*"]);
    await dispatch(app, "a");
    await app.send();
    expect(await deliveries(app)).toMatchObject([{ state, status }]);
    expect(elsewhere.received).toEqual([]);
  });

  test("because its receiver is gone switches the webhook off", async () => {
    const receiver = answering(410);
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["*"]);
    await dispatch(app, "a", "b");
    await app.send();
    expect(receiver.types()).toEqual(["a"]);
    expect((await app.call("webhooks.list", {})).items).toMatchObject([
      { enabled: false, waiting: 1, dead: 1 },
    ]);
    expect(await logged(app, "webhook switched off: its receiver is gone")).toBe(1);
  });

  test("is stepped over by those behind it", async () => {
    const receiver = openReceiver(
      ({ message }) => new Response("", { status: message.type === "bad" ? 500 : 200 }),
    );
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["*"]);
    await dispatch(app, "a", "bad", "b");
    await app.send();
    expect(receiver.types()).toEqual(["a", "bad", "b"]);
  });

  test("is tried every ten minutes at least where order matters, for a day as well", async () => {
    const receiver = answering(503);
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["*"], { ordered: true });
    await dispatch(app, "a");
    let passed = 0;
    let attempts = 0;
    for (; passed < 48 * hour; attempts++) {
      await app.send();
      const [{ state, due }] = await deliveries(app);
      if (state !== "waiting") break;
      const wait = Date.parse(due) - app.now().getTime() + 1000;
      expect(wait).toBeLessThan(13 * minute);
      app.wait(wait);
      passed += wait;
    }
    expect(receiver.received).toHaveLength(attempts + 1);
    expect(passed).toBeWithin(24 * hour, 30 * hour);
  }, 60_000);

  test("is not waited for any longer when its receiver is back", async () => {
    let status = 503;
    const receiver = openReceiver(() => new Response("", { status }));
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["*"]);
    await dispatch(app, "a", "b");
    for (const seconds of [10, 40, 200]) {
      await app.send();
      app.wait(seconds * 1000);
    }
    await app.send();
    status = 200;
    const before = receiver.received.length;
    await dispatch(app, "c");
    await app.send();
    expect(receiver.types().slice(before)).toEqual(["c", "a", "b"]);
  });

  test("now and then, while others succeed, has its own time", async () => {
    const receiver = openReceiver(
      ({ message }) => new Response("", { status: message.type === "bad" ? 500 : 200 }),
    );
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["*"]);
    await dispatch(app, "bad");
    await app.send();
    for (let index = 0; index < 10; index++) {
      await dispatch(app, "good");
      await app.send();
      app.wait(200);
    }
    expect(receiver.types().filter((type) => type === "bad")).toHaveLength(1);
  });

  test("holds those behind it where order matters", async () => {
    let isWell = false;
    const receiver = openReceiver(
      ({ message }) => new Response("", { status: message.type === "bad" && !isWell ? 500 : 200 }),
    );
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["*"], { ordered: true });
    await dispatch(app, "a", "bad", "b");
    await app.send();
    app.wait(10_000);
    await app.send();
    isWell = true;
    app.wait(minute);
    await app.send();
    expect(receiver.types()).toEqual(["a", "bad", "bad", "bad", "b"]);
  });

  test("because nobody is there says so", async () => {
    const receiver = openReceiver();
    const app = await openWebhookApp({ ...receiver, host: "127.0.0.1:1" });
    await app.call("webhooks.create", { name: "a", url: "http://127.0.0.1:1/", events: ["*"] });
    await dispatch(app, "a");
    await app.send();
    const [delivery] = await deliveries(app);
    expect(delivery).toMatchObject({ state: "waiting", status: 0 });
    expect(delivery.answer).not.toBe("");
  });

  test("is not sent into the own network, wherever its name leads by now", async () => {
    const receiver = openReceiver();
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["*"]);
    await app.call("settings.set", { outgoing: { privateHosts: [] } });
    await dispatch(app, "a");
    await app.send();
    expect(await deliveries(app)).toMatchObject([
      { state: "waiting", status: 0, answer: "127.0.0.1 is not in the open internet" },
    ]);
    expect(receiver.received).toEqual([]);
  });
});

describe("an answer", () => {
  test("is kept in part, whatever it is", async () => {
    const receiver = openReceiver(() => new Response(`\0${"x".repeat(100_000)}`, { status: 500 }));
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["*"]);
    await dispatch(app, "a");
    await app.send();
    const [{ answer }] = await deliveries(app);
    expect(answer).toBe(`\u{fffd}${"x".repeat(499)}`);
  });

  test("that never ends has been given", async () => {
    const receiver = openReceiver(
      () =>
        new Response(
          new ReadableStream({
            pull: (controller) => controller.enqueue(new Uint8Array(4096).fill(120)),
          }),
        ),
    );
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["*"]);
    await dispatch(app, "a");
    await app.send();
    expect(await deliveries(app)).toMatchObject([{ state: "delivered", status: 200 }]);
  });
});

describe("deliveries", () => {
  async function withSome() {
    const receiver = openReceiver(
      ({ message }) => new Response("said", { status: message.type === "bad" ? 500 : 200 }),
    );
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["*"]);
    await app.listen(receiver, ["good"]);
    await dispatch(app, "good", "bad");
    await app.send();
    return { app, receiver };
  }

  test("are listed newest first, by webhook and state, a page at a time", async () => {
    const { app } = await withSome();
    const events = async (input: object) =>
      (await deliveries(app, input)).map(({ webhook, event, state }) => [webhook, event, state]);
    expect(await events({ webhook: "hook0" })).toEqual([
      ["hook0", "bad", "waiting"],
      ["hook0", "good", "delivered"],
    ]);
    expect(await events({ webhook: "hook1" })).toEqual([["hook1", "good", "delivered"]]);
    expect(await events({ state: "waiting" })).toEqual([["hook0", "bad", "waiting"]]);
    expect(await events({ webhook: "hook0", perPage: 1, page: 2 })).toEqual([
      ["hook0", "good", "delivered"],
    ]);
  });

  test("one alone comes with its message and every attempt", async () => {
    const { app } = await withSome();
    app.wait(minute);
    await app.send();
    const [{ id }] = await deliveries(app, { state: "waiting" });
    const [one] = await deliveries(app, { delivery: id });
    expect(one).toMatchObject({ id, message: { id, type: "bad" } });
    const attempt = { status: 500, answer: "said", at: expect.any(String) };
    expect(one.log).toMatchObject([attempt, attempt]);
  });

  test("are forgotten after a while, those that were given up later", async () => {
    const { app } = await withSome();
    const states = async () => (await deliveries(app)).map(({ state }) => state).toSorted();
    const over = async (ms: number) => {
      app.wait(ms);
      await app.call("crons.run", { id: "webhookDeliveriesCleanup" });
      return states();
    };
    expect(await over(0)).toEqual(["delivered", "delivered", "waiting"]);
    expect(await over(73 * hour)).toEqual(["waiting"]);
  });

  test("that were delivered are a thousand for each webhook at most", async () => {
    const receiver = openReceiver();
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["*"]);
    const data = Array.from({ length: 1200 }, (_, index) => ({ title: `${index}` }));
    for (const each of data) await app.create("posts", each);
    await app.send();
    await app.create("posts", { title: "last" });
    await app.send();
    expect(receiver.received).toHaveLength(1201);
    const { items } = await app.call("webhooks.deliveries", { perPage: 1000, page: 2 });
    expect(items.length).toBeWithin(0, 20);
  }, 60_000);
});

describe("sending again", () => {
  test("brings what was given up, and one that was delivered where it is named", async () => {
    let status = 410;
    const receiver = openReceiver(() => new Response("", { status }));
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["*"]);
    await dispatch(app, "a");
    await app.send();
    status = 200;
    await app.call("webhooks.update", { webhook: "hook0", enabled: true });
    expect(await app.call("webhooks.redeliver", { webhook: "hook0" })).toEqual({ redelivered: 1 });
    await app.send();
    const [{ id }] = await deliveries(app, { state: "delivered" });
    expect(await app.call("webhooks.redeliver", { webhook: "hook0" })).toEqual({ redelivered: 0 });
    const one = { webhook: "hook0", delivery: id };
    expect(await app.call("webhooks.redeliver", one)).toEqual({ redelivered: 1 });
    await app.send();
    expect(receiver.received.map(({ headers }) => headers["webhook-id"]!)).toEqual([id, id, id]);
  });

  test("knows no delivery of another webhook", async () => {
    const receiver = openReceiver();
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["a"]);
    await app.listen(receiver, ["b"]);
    await dispatch(app, "a");
    await app.send();
    const [{ id }] = await deliveries(app);
    expect(
      await app.refusal("webhooks.redeliver", { webhook: "hook1", delivery: id }),
    ).toMatchObject({ code: "notFound" });
  });
});

describe("a test", () => {
  test("tells the receiver's answer at once, also where the webhook is off", async () => {
    const receiver = answering(418);
    const app = await openWebhookApp(receiver);
    const secret = await app.listen(receiver, ["posts.create"], { enabled: false });
    const told = await app.call("webhooks.test", { webhook: "hook0" });
    expect(told).toMatchObject({ delivered: false, status: 418, answer: "said" });
    const [first] = receiver.received;
    expect(receiver.verified(first!, secret)).toMatchObject({
      type: "test",
      data: { webhook: "hook0" },
    });
    expect(await deliveries(app)).toMatchObject([
      { id: told.delivery, state: "dead", attempts: 1 },
    ]);
    await app.call("webhooks.update", { webhook: "hook0", enabled: true });
    expect(await app.call("webhooks.redeliver", { webhook: "hook0" })).toEqual({ redelivered: 0 });
    await app.send();
    expect(receiver.received).toHaveLength(1);
  });

  test("finds nobody in the own network", async () => {
    const receiver = openReceiver();
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["*"]);
    await app.call("settings.set", { outgoing: { privateHosts: [] } });
    expect(await app.call("webhooks.test", { webhook: "hook0" })).toMatchObject({
      delivered: false,
      status: 0,
      answer: "127.0.0.1 is not in the open internet",
    });
    expect(receiver.received).toEqual([]);
  });
});

describe("a webhook that is off", () => {
  test("misses what happens, and goes on with what waited", async () => {
    const receiver = answering(500, 200);
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["*"]);
    await dispatch(app, "waits");
    await app.send();
    await app.call("webhooks.update", { webhook: "hook0", enabled: false });
    await dispatch(app, "missed");
    app.wait(minute);
    await app.send();
    await app.call("webhooks.update", { webhook: "hook0", enabled: true });
    await dispatch(app, "heard");
    await app.send();
    expect(receiver.types()).toEqual(["waits", "waits", "heard"]);
  });

  test("takes up what it was to hear before, and keeps no change from being forgotten", async () => {
    const receiver = openReceiver();
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["posts.create"]);
    await app.create("posts", { title: "before" });
    await app.call("webhooks.update", { webhook: "hook0", enabled: false });
    await app.create("posts", { title: "missed" });
    expect(await app.services.webhooks.heardBy()).toBeFinite();
    await app.send();
    expect(await deliveries(app)).toMatchObject([{ event: "posts.create", state: "waiting" }]);
    expect(await app.services.webhooks.heardBy()).toBe(Number.POSITIVE_INFINITY);
    expect(receiver.received).toEqual([]);
    await app.call("webhooks.update", { webhook: "hook0", enabled: true });
    await app.send();
    const titles = receiver.received.map(({ message }) => message.data.record.title);
    expect(titles).toEqual(["before"]);
  });

  test("takes up what concerns it no more than what does", async () => {
    const receiver = openReceiver();
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["posts.create"]);
    for (let index = 0; index < 250; index++) await app.create("notes", {});
    await app.call("webhooks.update", { webhook: "hook0", enabled: false });
    await app.send();
    app.wait(2000);
    await app.send();
    expect(await app.services.webhooks.heardBy()).toBe(Number.POSITIVE_INFINITY);
    expect(await deliveries(app)).toEqual([]);
  });

  test("gives up what there is no room for: it can be sent again", async () => {
    const receiver = openReceiver();
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["*"]);
    const [{ id }] = (await app.call("webhooks.list", {})).items;
    await app.storage.write(async (writer) => {
      for (let index = 0; index < 10_000; index++) {
        const made = { id: `old${index}`, webhook: id, event: "old", body: '{"type":"old"}' };
        await insertDelivery(writer, newDelivery(made, new Date()));
      }
    });
    await dispatch(app, "too.many");
    await app.call("webhooks.update", { webhook: "hook0", enabled: false });
    await app.send();
    expect(await app.services.webhooks.heardBy()).toBe(Number.POSITIVE_INFINITY);
    const [lost, ...more] = await deliveries(app, { state: "dead" });
    expect(more).toEqual([]);
    expect(lost).toMatchObject({ event: "too.many", status: 0, attempts: 0 });
    expect(lost.answer).toContain("The webhook is off");
    const again = { webhook: "hook0", delivery: lost.id };
    expect(await app.call("webhooks.redeliver", again)).toEqual({ redelivered: 1 });
  });

  test("gives up what waited for thirty days: it is listed, and can be sent again", async () => {
    const receiver = openReceiver();
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["a"]);
    await app.listen(receiver, ["b"]);
    await dispatch(app, "a");
    await app.call("webhooks.update", { webhook: "hook0", enabled: false });
    await app.send();
    const cleanUpAfter = async (days: number) => {
      app.wait(days * 24 * hour);
      await app.call("crons.run", { id: "webhookDeliveriesCleanup" });
      return deliveries(app, { webhook: "hook0" });
    };
    expect(await cleanUpAfter(29)).toMatchObject([{ state: "waiting" }]);
    const [stale] = await cleanUpAfter(2);
    expect(stale).toMatchObject({ event: "a", state: "dead", status: 0 });
    expect(stale.answer).toContain("30 days");
    await app.call("webhooks.redeliver", { webhook: "hook0" });
    expect(await cleanUpAfter(1)).toMatchObject([{ state: "waiting" }]);
    await app.call("webhooks.update", { webhook: "hook0", enabled: true });
    await app.send();
    expect(receiver.types()).toEqual(["a"]);
  });

  test("deleted takes what waits for it along", async () => {
    const receiver = answering(500);
    const app = await openWebhookApp(receiver);
    await app.listen(receiver, ["*"]);
    await dispatch(app, "a");
    await app.send();
    await app.call("webhooks.delete", { webhook: "hook0" });
    app.wait(minute);
    await app.send();
    expect(receiver.received).toHaveLength(1);
    expect(await deliveries(app)).toEqual([]);
  });
});
