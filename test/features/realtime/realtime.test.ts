import { beforeEach, describe, expect, test } from "bun:test";
import { deleteRecord } from "../../../src/features/records/delete-record.ts";
import { updateRecord } from "../../../src/features/records/update-record.ts";
import { guest, localOperator, type Caller } from "../../../src/kernel/caller.ts";
import { joining } from "../../../src/kernel/dry-run.ts";
import { openTestApp, signedIn, type TestApp } from "../../open-test-app.ts";
import { listen, settled } from "./listen.ts";

const password = "correct horse";
let app: TestApp;
const superuser: Caller = { ...guest, superuser: true, actor: "root" };

beforeEach(async () => {
  app = await openTestApp();
  await app.call("collections.create", {
    name: "members",
    type: "auth",
    listRule: "",
    viewRule: "",
    updateRule: "id = @request.auth.id",
    fields: [{ name: "nick", type: "text" }],
  });
  await app.call("collections.create", {
    name: "posts",
    listRule: "owner = @request.auth.id || public = true",
    viewRule: "",
    fields: [
      { name: "title", type: "text" },
      { name: "public", type: "bool" },
      { name: "owner", type: "relation", collectionId: "members" },
      { name: "notes", type: "text", hidden: true },
    ],
  });
});

async function join(nick: string): Promise<{ id: string; caller: Caller; token: string }> {
  const email = `${nick}@b.co`;
  const data = { nick, email, password, passwordConfirm: password };
  const { id } = await app.call("records.create", { collection: "members", data });
  const input = { collection: "members", identity: email, password };
  const { token } = await app.call("auth.withPassword", input, guest);
  return { id, token, caller: await signedIn(app, "members", id) };
}

const create = (data: object) => app.call("records.create", { collection: "posts", data });
const update = (id: string, data: object) =>
  app.call("records.update", { collection: "posts", id, data });
const remove = (id: string) => app.call("records.delete", { collection: "posts", id });
const options = (query: object, headers = {}) =>
  `?options=${encodeURIComponent(JSON.stringify({ query, headers }))}`;

describe("whoever listens", () => {
  test("hears of what the list rule shows them, and of nothing else", async () => {
    const [ana, bob] = [await join("ana"), await join("bob")];
    const ears = {
      guest: await listen(app, ["posts/*"]),
      ana: await listen(app, ["posts/*"], ana.caller, ana.token),
      bob: await listen(app, ["posts/*"], bob.caller, bob.token),
      superuser: await listen(app, ["posts/*"], superuser),
    };
    const { id } = await create({ title: "one", owner: ana.id });
    await update(id, { title: "two", public: true });
    await update(id, { title: "three", public: false });
    await remove(id);
    await settled(app);
    const all = ["create one", "update two", "update three", "delete three"];
    expect(ears.guest.titles()).toEqual(["update two"]);
    expect(ears.bob.titles()).toEqual(["update two"]);
    expect(ears.ana.titles()).toEqual(all);
    expect(ears.superuser.titles()).toEqual(all);
  });

  test("to one record hears of it by the view rule, whatever the list rule says", async () => {
    const { id } = await create({ title: "one", owner: (await join("ana")).id });
    const ear = await listen(app, [`posts/${id}`]);
    await create({ title: "another", public: true });
    await update(id, { title: "two" });
    await remove(id);
    await settled(app);
    expect(ear.titles()).toEqual(["update two", "delete two"]);
  });

  test("names a collection by name or id; each topic's event bears its name and the client's id", async () => {
    const { id: posts } = (await app.services.catalogs.current()).get("posts");
    const topics = ["posts/*", `${posts}/*`, "posts", "posts/*?x=1"];
    const ear = await listen(app, [...topics, "POSTS/*", "posts/other", "members/*"]);
    await create({ title: "one", public: true });
    await settled(app);
    expect(ear.heard.map(({ event }) => event).toSorted()).toEqual(topics.toSorted());
    expect(new Set(ear.heard.map(({ id }) => id))).toEqual(new Set([ear.clientId]));
  });

  test("sees no hidden field and no address that is not shown", async () => {
    const ana = await join("ana");
    const topics = ["posts/*", "members/*"];
    const other = await listen(app, topics, (await join("bob")).caller);
    const own = await listen(app, topics, ana.caller, ana.token);
    const root = await listen(app, topics, superuser);
    await create({ title: "one", public: true, notes: "secret" });
    const data = { nick: "anna" };
    await app.call("records.update", { collection: "members", id: ana.id, data });
    await settled(app);
    const seen = (ear: typeof own) => ear.heard.map(({ data: { record } }) => record);
    expect(seen(other)[0].notes).toBeUndefined();
    expect(seen(other)[1].email).toBeUndefined();
    expect(seen(own)[0].notes).toBeUndefined();
    expect(seen(own)[1].email).toBe("ana@b.co");
    expect(seen(root)[0].notes).toBe("secret");
    expect(seen(root)[1].email).toBe("ana@b.co");
    for (const record of [...seen(other), ...seen(own), ...seen(root)]) {
      expect(record).not.toContainAnyKeys(["password", "tokenKey"]);
    }
  });

  test("chooses by filter, fields and expand as in a list", async () => {
    const ana = await join("ana");
    const filtered = `posts/*${options({ filter: "title ~ 'two'" })}`;
    const short = `posts/*${options({ fields: "title,expand.owner.nick", expand: "owner" })}`;
    const ear = await listen(app, [filtered, short], ana.caller);
    await create({ title: "one", owner: ana.id });
    await create({ title: "two", owner: ana.id });
    await settled(app);
    const of = (topic: string) =>
      ear.heard.filter(({ event }) => event === topic).map(({ data }) => data.record);
    expect(of(filtered).map(({ title }) => title)).toEqual(["two"]);
    expect(of(short)).toEqual([
      { title: "one", expand: { owner: { nick: "ana" } } },
      { title: "two", expand: { owner: { nick: "ana" } } },
    ]);
  });

  test("meets rules that ask for the context, the query and the headers", async () => {
    await app.call("collections.update", {
      collection: "posts",
      listRule:
        "@request.context = 'realtime' && @request.headers.x_key = 'k' && @request.query.team = 'a'",
    });
    const right = `posts/*${options({ team: "a" }, { "X-Key": "k" })}`;
    const wrong = `posts/*${options({ team: "b" }, { "X-Key": "k" })}`;
    const ear = await listen(app, [right, wrong, "posts/*"]);
    await create({ title: "one" });
    await settled(app);
    expect(ear.heard.map(({ event }) => event)).toEqual([right]);
  });

  test("hears nothing of a locked collection, nor by a filter that may not be asked", async () => {
    await app.call("collections.create", { name: "locked" });
    const sly = `posts/*${options({ filter: "@request.auth.id = ''" })}`;
    const wrong = `posts/*${options({ filter: "titel = 1" })}`;
    const ear = await listen(app, ["locked/*", sly, wrong]);
    const root = await listen(app, ["locked/*"], superuser);
    await app.call("records.create", { collection: "locked", data: {} });
    await create({ title: "one", public: true });
    await settled(app);
    expect(ear.heard).toEqual([]);
    expect(root.heard).toHaveLength(1);
  });

  test("hears nothing of what was rolled back, or only tried", async () => {
    const ear = await listen(app, ["posts/*"], superuser);
    await app.refusal("records.create", { collection: "posts", data: { owner: "nobody" } });
    const failing = app.storage.write(async (writer) => {
      await writer.execute({ parts: [`INSERT INTO "posts" ("id") VALUES ('x')`], values: [] });
      throw new Error("undone");
    });
    expect(failing).rejects.toThrow("undone");
    await settled(app);
    expect(ear.heard).toEqual([]);
  });

  test("is shown each state as it was, however quickly the next one followed", async () => {
    const ear = await listen(app, ["posts/*"]);
    const { id: owner } = await join("ana");
    const { id } = await create({ title: "one", public: true, owner });
    await app.storage.write(async (writer) => {
      const inside = joining(app.contextFor(localOperator), writer);
      const posts = (data: Record<string, unknown>) => ({ collection: "posts", id, data });
      await updateRecord.run(inside, posts({ title: "two" }));
      await updateRecord.run(inside, posts({ title: "three", public: false }));
      await updateRecord.run(inside, posts({ title: "four", public: true }));
      await deleteRecord.run(inside, { collection: "posts", id });
    });
    await settled(app);
    expect(ear.titles()).toEqual(["create one", "update two", "update four", "delete four"]);
  });
});

describe("a record that goes with others", () => {
  test("is still held against a rule that asks about them", async () => {
    const ana = await join("ana");
    await app.call("collections.create", {
      name: "teams",
      listRule: "members.id ?= @request.auth.id",
      viewRule: "",
      fields: [
        { name: "name", type: "text" },
        { name: "members", type: "relation", collectionId: "members", maxSelect: 9 },
      ],
    });
    const team = { name: "team", type: "relation", collectionId: "teams", cascadeDelete: true };
    await app.call("collections.create", {
      name: "tasks",
      listRule: "team.members.id ?= @request.auth.id",
      fields: [{ name: "title", type: "text" }, team],
    });
    const make = (collection: string, data: object) =>
      app.call("records.create", { collection, data });
    const { id } = await make("teams", { name: "a", members: [ana.id] });
    for (const title of ["one", "two"]) await make("tasks", { title, team: id });
    const tasks = `tasks/*${options({ expand: "team" })}`;
    const hers = await listen(app, ["teams/*", tasks], ana.caller, ana.token);
    const others = await listen(app, ["teams/*", tasks], (await join("bob")).caller);
    await app.call("records.delete", { collection: "teams", id });
    await settled(app);
    const heard = hers.heard.map(({ data: { action, record } }) => [
      action,
      record.title ?? record.name,
      record.expand?.team.name,
    ]);
    expect(heard).toEqual([
      ["delete", "a", undefined],
      ["delete", "one", "a"],
      ["delete", "two", "a"],
    ]);
    expect(others.heard).toEqual([]);
  });
});

test("a branch that is cut is heard of to its leaves", async () => {
  const { id: replies } = await app.call("collections.create", {
    name: "replies",
    fields: [{ name: "title", type: "text" }],
  });
  const { fields } = await app.call("collections.describe", { collection: "replies" });
  const to = { name: "to", type: "relation", collectionId: replies, cascadeDelete: true };
  const listRule = "title = 'root' || to.title = 'root'";
  await app.call("collections.update", {
    collection: "replies",
    fields: [...fields, to],
    listRule,
  });
  const reply = async (title: string, parent = ""): Promise<string> => {
    const data = { title, to: parent };
    return (await app.call("records.create", { collection: "replies", data })).id;
  };
  const root = await reply("root");
  await reply("leaf", await reply("branch", root));
  const ear = await listen(app, ["replies/*"]);
  await app.call("records.delete", { collection: "replies", id: root });
  await settled(app);
  expect(ear.titles()).toEqual(["delete root", "delete branch"]);
});

describe("a token", () => {
  test("hears within its collections and its scopes", async () => {
    const { id: posts } = (await app.services.catalogs.current()).get("posts");
    const token = { id: "t", name: "t", scopes: new Set(["read:tables"] as const), readOnly: true };
    const confined = { ...token, collections: new Set([posts]) };
    const topics = ["posts/*", "members/*", "_superusers/*"];
    const ear = await listen(app, topics, { ...superuser, token: confined });
    const unscoped = { ...token, id: "u", scopes: new Set<never>(), collections: null };
    const deaf = await listen(app, topics, { ...superuser, token: unscoped });
    await create({ title: "one" });
    await join("ana");
    await settled(app);
    expect(ear.titles()).toEqual(["create one"]);
    expect(deaf.heard).toEqual([]);
  });

  test("that is revoked ends its stream", async () => {
    const input = { name: "t", scopes: ["mcp:read"] };
    const { id, token } = await app.call("tokens.mint", input);
    const ear = await listen(app, ["posts/*"], await app.identify(token), token);
    await create({ title: "one" });
    await settled(app);
    expect(ear.open).toBe(true);
    await app.call("tokens.revoke", { id });
    await settled(app);
    expect(ear.open).toBe(false);
    expect(ear.titles()).toEqual(["create one"]);
  });
});

describe("who a client is", () => {
  test("ends with the password: what is left is a guest", async () => {
    const ana = await join("ana");
    const ear = await listen(app, ["posts/*"], ana.caller, ana.token);
    const next = { password: "another horse", passwordConfirm: "another horse" };
    await create({ title: "one", owner: ana.id });
    await app.call("records.update", { collection: "members", id: ana.id, data: next });
    await create({ title: "two", owner: ana.id });
    await create({ title: "three", public: true });
    await settled(app);
    expect(ear.titles()).toEqual(["create one", "create three"]);
  });

  test("ends with a logout and with the record, which hears of its own end", async () => {
    const [ana, bob] = [await join("ana"), await join("bob")];
    await app.call("collections.update", {
      collection: "members",
      listRule: "id = @request.auth.id",
    });
    const [first, second] = await Promise.all(
      [ana, bob].map(({ caller, token }) => listen(app, ["posts/*", "members/*"], caller, token)),
    );
    await app.call("sessions.logoutAll", { collection: "members", id: ana.id });
    await app.call("records.delete", { collection: "members", id: bob.id });
    await create({ title: "hers", owner: ana.id });
    await settled(app);
    expect(first!.heard).toEqual([]);
    expect(second!.heard.map(({ data }) => data.action)).toEqual(["delete"]);
  });

  test("follows what the record says: a rule sees it as it is now", async () => {
    const ana = await join("ana");
    const rule = { listRule: "@request.auth.nick = 'editor'" };
    await app.call("collections.update", { collection: "posts", ...rule });
    const ear = await listen(app, ["posts/*"], ana.caller, ana.token);
    await create({ title: "before" });
    const data = { nick: "editor" };
    await app.call("records.update", { collection: "members", id: ana.id, data });
    await create({ title: "after" });
    await settled(app);
    expect(ear.titles()).toEqual(["create after"]);
  });

  test("is said once: a guest may become somebody, nobody becomes somebody else", async () => {
    const [ana, bob] = [await join("ana"), await join("bob")];
    const ear = await listen(app, ["posts/*"]);
    ear.subscribe(["posts/*"], ana.caller, ana.token);
    ear.subscribe(["posts/*"], ana.caller, ana.token);
    expect(() => ear.subscribe(["posts/*"], bob.caller, bob.token)).toThrow("don't match");
    expect(() => ear.subscribe(["posts/*"], guest)).toThrow("don't match");
    await create({ title: "hers", owner: ana.id });
    await settled(app);
    expect(ear.titles()).toEqual(["create hers"]);
  });

  test("cannot be said from another address, nor for a stream that is not there", async () => {
    const ear = await listen(app);
    const elsewhere = { address: "10.0.0.1", caller: guest, credential: "" };
    const { realtime } = app.services;
    expect(() => realtime.subscribe(ear.clientId, elsewhere, [])).toThrow("another address");
    expect(() => realtime.subscribe("nobody", elsewhere, [])).toThrow("Missing or invalid client");
  });
});

describe("a stream", () => {
  test("tells of the topics said last", async () => {
    const ear = await listen(app, ["posts/*"], superuser);
    await create({ title: "one" });
    await settled(app);
    ear.subscribe(["members/*"]);
    await create({ title: "two" });
    await settled(app);
    ear.subscribe(["posts/*"]);
    await create({ title: "three" });
    await settled(app);
    expect(ear.titles()).toEqual(["create one", "create three"]);
  });

  test("carries what other features send, on a topic that was asked for", async () => {
    const ear = await listen(app, ["@oauth2"]);
    const { realtime } = app.services;
    expect(realtime.send(ear.clientId, "@oauth2", { code: "c" }, "127.0.0.1")).toBe(true);
    expect(realtime.send(ear.clientId, "@oauth2", { code: "c" }, "10.0.0.1")).toBe(false);
    expect(realtime.send(ear.clientId, "@other", {})).toBe(false);
    expect(realtime.send("nobody", "@oauth2", {})).toBe(false);
    await settled(app);
    expect(ear.heard).toEqual([{ id: ear.clientId, event: "@oauth2", data: { code: "c" } }]);
  });

  test("ends when the product does, and none is opened after", async () => {
    const ear = await listen(app, ["posts/*"]);
    app.services.realtime.close();
    await Bun.sleep(1);
    expect(ear.open).toBe(false);
    expect(app.services.realtime.open("")).rejects.toThrow("No more event streams");
  });
});
