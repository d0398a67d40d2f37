// What a receiver hears of, and in which words.
import { describe, expect, test } from "bun:test";
import { openReceiver, type Receiver } from "./open-receiver.ts";
import { openWebhookApp, type WebhookApp } from "./webhook-app.ts";

async function listening(events: readonly string[], more: object = {}) {
  const receiver = openReceiver();
  const app = await openWebhookApp(receiver);
  const secret = await app.listen(receiver, events, more);
  return { receiver, app, secret };
}

/** A post made, changed and deleted, a note made, and two events of one's own. */
async function everything(app: WebhookApp): Promise<void> {
  const { id } = await app.create("posts", { title: "One", likes: 1 });
  await app.call("records.update", { collection: "posts", id, data: { title: "Two" } });
  await app.call("records.delete", { collection: "posts", id });
  await app.create("notes", { title: "Note" });
  await app.call("webhooks.dispatch", { event: "order.paid", data: { order: "a1" } });
  await app.call("webhooks.dispatch", { event: "posts.imported" });
}

describe("a pattern", () => {
  test.each<[string[], string[]]>([
    [["posts.create"], ["posts.create"]],
    [["posts.*"], ["posts.create", "posts.update", "posts.delete", "posts.imported"]],
    [["*.delete"], ["posts.delete"]],
    [["records.create"], ["posts.create", "notes.create"]],
    [["records.*"], ["posts.create", "posts.update", "posts.delete", "notes.create"]],
    [["order.paid"], ["order.paid"]],
    [["order.*"], ["order.paid"]],
    [["order.failed"], []],
    [
      ["notes.create", "order.*", "posts.update"],
      ["posts.update", "notes.create", "order.paid"],
    ],
    [
      ["*"],
      [
        ...["posts.create", "posts.update", "posts.delete", "notes.create"],
        ...["order.paid", "posts.imported"],
      ],
    ],
  ])("%j hears of %j", async (events, types) => {
    const { receiver, app } = await listening(events);
    await everything(app);
    await app.send();
    expect(receiver.types()).toEqual(types);
  });

  test.each([
    ["post.create", "Did you mean posts.create?"],
    ["posts.created", null],
    ["po sts.create", "Did you mean posts.create?"],
    ["quite other.create", "For example"],
    ["", "For example"],
    [".create", "For example"],
    ["a..b", "For example"],
    ["order*", "For example"],
  ])("%j: %s", async (event, hint) => {
    const app = await openWebhookApp();
    const webhook = { name: "a", url: "https://example.com", events: [event] };
    if (hint === null) return void (await app.call("webhooks.create", webhook));
    const failure = await app.refusal("webhooks.create", webhook);
    expect(failure).toMatchObject({ code: "invalid", hint: expect.stringContaining(hint) });
    expect(failure.problems).toHaveProperty("events");
  });

  test("a view has no changes to hear of", async () => {
    const app = await openWebhookApp();
    const view = { name: "titles", type: "view", viewQuery: "SELECT id, title FROM posts" };
    await app.call("collections.create", view);
    const webhook = { name: "a", url: "https://example.com", events: ["titles.create"] };
    expect(await app.refusal("webhooks.create", webhook)).toMatchObject({
      code: "invalid",
      hint: expect.stringContaining("is a view"),
    });
  });

  test("a collection with another name is the same collection", async () => {
    const { receiver, app } = await listening(["posts.create"]);
    await app.call("collections.update", { collection: "posts", name: "articles" });
    const { items } = await app.call("webhooks.list", {});
    expect(items[0].events).toEqual(["articles.create"]);
    await app.create("articles", { title: "One" });
    await app.send();
    expect(receiver.types()).toEqual(["articles.create"]);
  });

  test("the system's own records are heard of where they are named", async () => {
    const { receiver, app } = await listening(["*"]);
    const named = openReceiver();
    await app.call("settings.set", { outgoing: { privateHosts: [named.host, receiver.host] } });
    await app.listen(named, ["_superusers.create"]);
    const data = { email: "a@example.com", password: "1234567890", passwordConfirm: "1234567890" };
    const { id } = await app.create("_superusers", data);
    await app.send();
    expect(receiver.received).toEqual([]);
    expect(named.received).toHaveLength(1);
    expect(named.received[0]!.message.data.record).toMatchObject({ id, email: "a@example.com" });
    expect(named.received[0]!.text).not.toMatch(/password|tokenKey|1234567890/);
  });
});

describe("a message", () => {
  const ofRecord = async (events: readonly string[], more: object = {}) => {
    const { receiver, app } = await listening(events, more);
    const data = { title: "One", likes: 1, internal: "x" };
    const { id } = await app.create("posts", data);
    await app.call("records.update", { collection: "posts", id, data: { title: "Two", likes: 1 } });
    await app.call("records.update", { collection: "posts", id, data: { internal: "y" } });
    await app.call("records.delete", { collection: "posts", id });
    await app.send();
    return { id, messages: receiver.received.map(({ message }) => message) };
  };

  test("tells of a record as it was then, and of what it replaced", async () => {
    const { id, messages } = await ofRecord(["posts.*"]);
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    const autodates = { created_at: expect.any(String), updated_at: expect.any(String) };
    const collection = { collectionName: "posts", collectionId: expect.any(String) };
    const record = { id, ...collection, likes: 1, ...autodates };
    expect(messages).toEqual([
      {
        id: expect.stringMatching(/^msg_[a-z0-9]{24}$/),
        type: "posts.create",
        timestamp: at,
        data: { collection: "posts", record: { ...record, title: "One" } },
      },
      {
        id: expect.any(String),
        type: "posts.update",
        timestamp: at,
        data: {
          collection: "posts",
          record: { ...record, title: "Two" },
          before: expect.objectContaining({ title: "One" }),
        },
      },
      {
        id: expect.any(String),
        type: "posts.update",
        timestamp: at,
        data: {
          collection: "posts",
          record: { ...record, title: "Two" },
          before: expect.not.objectContaining({ internal: "x" }),
        },
      },
      {
        id: expect.any(String),
        type: "posts.delete",
        timestamp: at,
        data: { collection: "posts", record: { ...record, title: "Two" } },
      },
    ]);
  });

  test("holds hidden fields where they are asked for", async () => {
    const { messages } = await ofRecord(["posts.*"], { includeHidden: true });
    const told = messages.map(({ data }) => [data.record.internal, data.before?.internal]);
    expect(told).toEqual([
      ["x", undefined],
      ["x", undefined],
      ["y", "x"],
      ["y", undefined],
    ]);
  });

  test("holds the fields that were chosen", async () => {
    const { id, messages } = await ofRecord(["posts.*"], { fields: "id,likes" });
    expect(messages[0].data).toEqual({ collection: "posts", record: { id, likes: 1 } });
    expect(messages[1].data.before).toEqual({});
  });

  test("that would be very long tells which record it is about", async () => {
    const { receiver, app } = await listening(["notes.create"]);
    await app.call("collections.update", {
      collection: "notes",
      addFields: [{ name: "text", type: "text", max: 3_000_000 }],
    });
    const { id } = await app.create("notes", { text: "x".repeat(2_000_000) });
    await app.send();
    expect(receiver.received[0]!.message.data).toEqual({
      collection: "notes",
      record: { id, collectionId: expect.any(String), collectionName: "notes" },
      truncated: true,
    });
  });

  test("of one's own brings what it was given", async () => {
    const { receiver, app } = await listening(["*"]);
    const told = await app.call("webhooks.dispatch", { event: "order.paid", data: { a: [1] } });
    expect(told).toEqual({ event: "order.paid", webhooks: ["hook0"] });
    await app.send();
    expect(receiver.received[0]!.message).toMatchObject({ type: "order.paid", data: { a: [1] } });
  });

  test.each([
    ["posts.create", "when records change"],
    ["invoice.delete", "when records change"],
    ["records.moved", "when records change"],
    ["test", "test_webhook"],
    ["a b", "Letters"],
    ["", "Letters"],
    ["x".repeat(101), "Letters"],
  ])("%j is no event of one's own", async (event, hint) => {
    const app = await openWebhookApp();
    expect(await app.refusal("webhooks.dispatch", { event })).toMatchObject({
      code: "invalid",
      hint: expect.stringContaining(hint),
    });
  });

  test("of one's own has a limit", async () => {
    const app = await openWebhookApp();
    const data = { text: "x".repeat(300_000) };
    expect(await app.refusal("webhooks.dispatch", { event: "a", data })).toMatchObject({
      code: "tooLarge",
    });
  });
});

describe("a filter", () => {
  const filtered = async (filter: string, events = ["posts.*", "order.*"]) => {
    const { receiver, app } = await listening(events, { filter });
    const { id } = await app.create("posts", { title: "One", likes: 1 });
    await app.create("posts", { title: "Two", likes: 9 });
    await app.call("records.update", { collection: "posts", id, data: { likes: 7 } });
    await app.call("records.delete", { collection: "posts", id });
    await app.call("webhooks.dispatch", { event: "order.paid" });
    return { receiver, app };
  };
  const shown = ({ received }: Receiver) =>
    received.map(({ message: { type, data } }) => [type, data.record?.likes]);

  test("leaves out the records that do not meet it, each as it then was", async () => {
    const { receiver, app } = await filtered("likes > 5");
    await app.send();
    expect(shown(receiver)).toEqual([
      ["posts.create", 9],
      ["posts.update", 7],
      ["posts.delete", 7],
      ["order.paid", undefined],
    ]);
  });

  test("that cannot be asked any more loses nothing: what it might want waits, given up", async () => {
    const { receiver, app } = await filtered("title = 'Two'");
    await app.call("collections.update", { collection: "posts", dropFields: ["title"] });
    await app.send();
    expect(receiver.types()).toEqual(["order.paid"]);
    const { items } = await app.call("webhooks.deliveries", { state: "dead" });
    expect(items).toHaveLength(4);
    expect(items[0]).toMatchObject({
      event: "posts.delete",
      attempts: 0,
      status: 0,
      answer: expect.stringContaining("the filter cannot be asked any more"),
    });
    await app.call("webhooks.redeliver", { webhook: "hook0", delivery: items[0].id });
    await app.send();
    expect(receiver.types()).toEqual(["order.paid", "posts.delete"]);
  });

  test.each([
    [["posts.create"], "tilte = 1", "title"],
    [["posts.create"], "title = ", null],
    [["*"], "title = 1", "Listen to posts.create"],
    [["*.create"], "title = 1", "Listen to posts.create"],
    [["order.paid"], "title = 1", "Listen to posts.create"],
  ])("%j, %j is refused", async (events, filter, hint) => {
    const app = await openWebhookApp();
    const webhook = { name: "a", url: "https://example.com", events, filter };
    expect(await app.refusal("webhooks.create", webhook)).toMatchObject({
      code: "invalid",
      ...(hint !== null && { hint: expect.stringContaining(hint) }),
    });
  });
});
