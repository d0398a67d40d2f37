// PocketBase's own SDK, as it comes from npm, against the executable.
import { beforeAll, describe, expect, test } from "bun:test";
import PocketBase, { ClientResponseError } from "pocketbase";
import { serve, temporaryDirectory, vaultbase } from "./run-binary.ts";

let root: PocketBase;
let url: string;

beforeAll(async () => {
  const directory = temporaryDirectory();
  const who = ["superuser", "create", "root@example.com", "--password", "1234567890"];
  expect((await vaultbase([...who, "--dir", directory])).exitCode).toBe(0);
  ({ url } = await serve(directory));
  root = connect();
  await root.collection("_superusers").authWithPassword("root@example.com", "1234567890");
  await root.collections.create({
    name: "members",
    type: "auth",
    fields: [{ name: "nick", type: "text" }],
    listRule: "",
    viewRule: "",
    createRule: "",
    updateRule: "id = @request.auth.id",
  });
  await root.collections.create({
    name: "tasks",
    fields: [
      { name: "title", type: "text", required: true },
      { name: "done", type: "bool" },
      { name: "due", type: "date" },
      { name: "member", type: "relation", collectionId: "members" },
    ],
    listRule: "member = @request.auth.id",
    viewRule: "member = @request.auth.id",
    createRule: "@request.auth.id != '' && member = @request.auth.id",
    updateRule: "member = @request.auth.id",
    deleteRule: "member = @request.auth.id",
  });
}, 60_000);

function connect(): PocketBase {
  const client = new PocketBase(url);
  client.autoCancellation(false);
  return client;
}

async function join(nick: string): Promise<PocketBase> {
  const client = connect();
  const password = { password: "1234567890", passwordConfirm: "1234567890" };
  await client.collection("members").create({ nick, email: `${nick}@b.co`, ...password });
  await client.collection("members").authWithPassword(`${nick}@b.co`, "1234567890");
  return client;
}

async function failure(promise: Promise<unknown>): Promise<ClientResponseError> {
  try {
    await promise;
  } catch (thrown) {
    if (thrown instanceof ClientResponseError) return thrown;
    throw thrown;
  }
  throw new Error("expected to fail");
}

describe("a member of an app", () => {
  test("signs up, signs in, refreshes, and is who the server says", async () => {
    const ana = await join("ana");
    expect(ana.authStore.isValid).toBe(true);
    expect(ana.authStore.isSuperuser).toBe(false);
    expect(ana.authStore.record?.email).toBe("ana@b.co");
    const refreshed = await ana.collection("members").authRefresh();
    expect(refreshed.record.nick).toBe("ana");
    const wrong = connect().collection("members").authWithPassword("ana@b.co", "nope");
    expect(await failure(wrong)).toMatchObject({
      status: 400,
      response: { message: "Failed to authenticate." },
    });
  });

  test("keeps tasks that nobody else sees or touches", async () => {
    const [bob, eve] = [await join("bob"), await join("eve")];
    const tasks = bob.collection("tasks");
    const member = bob.authStore.record!.id;
    for (const title of ["one", "two", "three"]) {
      await tasks.create({ title, member, due: new Date("2026-01-02T03:04:05Z") });
    }
    const due = bob.filter("due = {:due} && title != {:title}", {
      due: new Date("2026-01-02T03:04:05Z"),
      title: "two",
    });
    const listed = await tasks.getList(1, 2, { filter: due, sort: "title", expand: "member" });
    expect(listed).toMatchObject({ page: 1, perPage: 2, totalItems: 2, totalPages: 1 });
    expect(listed.items.map((task) => task.title)).toEqual(["one", "three"]);
    expect(listed.items[0]!.expand!.member.nick).toBe("bob");
    expect(await tasks.getFullList({ batch: 1 })).toHaveLength(3);

    const first = await tasks.getFirstListItem('title = "one"');
    expect((await tasks.update(first.id, { done: true })).done).toBe(true);
    const theirs = eve.collection("tasks");
    expect((await theirs.getList()).totalItems).toBe(0);
    expect((await failure(theirs.getOne(first.id))).status).toBe(404);
    expect((await failure(theirs.update(first.id, { done: false }))).status).toBe(404);
    expect((await failure(theirs.delete(first.id))).status).toBe(404);
    expect((await failure(theirs.create({ title: "x", member }))).status).toBe(400);
    expect(await tasks.delete(first.id)).toBe(true);
    expect((await tasks.getList()).totalItems).toBe(2);
  });

  test("is told what is wrong, in the words the SDK's apps look for", async () => {
    const dan = await join("dan");
    const member = dan.authStore.record!.id;
    const blank = await failure(dan.collection("tasks").create({ title: "", member }));
    expect(blank.response.data.title.code).toBe("validation_required");
    const filter = dan.collection("tasks").getList(1, 1, { filter: "titel = 1" });
    expect((await failure(filter)).status).toBe(400);
  });

  test("loses the session when the password changes", async () => {
    const kim = await join("kim");
    const { id } = kim.authStore.record!;
    const next = { password: "abcdefghij", passwordConfirm: "abcdefghij" };
    await kim.collection("members").update(id, { ...next, oldPassword: "1234567890" });
    expect((await failure(kim.collection("members").authRefresh())).status).toBe(401);
  });
});

describe("a superuser", () => {
  test("is one to the SDK, and models data with it", async () => {
    expect(root.authStore.isSuperuser).toBe(true);
    const made = await root.collections.create({
      name: "labels",
      fields: [{ name: "name", type: "text" }],
    });
    const { fields } = await root.collections.getOne("labels");
    const renamed = fields.map((field: { name: string }) =>
      field.name === "name" ? { ...field, name: "caption" } : field,
    );
    await root.collection("labels").create({ name: "red" });
    await root.collections.update(made.id, { fields: renamed });
    expect((await root.collection("labels").getFirstListItem("")).caption).toBe("red");
    expect((await root.collections.getFullList()).map(({ name }) => name)).toContain("labels");
    await root.collections.truncate("labels");
    expect((await root.collection("labels").getList()).totalItems).toBe(0);
    expect(await root.collections.delete("labels")).toBe(true);
    expect((await failure(root.collection("labels").getList())).status).toBe(404);
  });

  test("sees what the server does by itself, and has it done now", async () => {
    const crons = await root.crons.getFullList();
    expect(crons).toContainEqual(
      expect.objectContaining({ id: "__pbDBOptimize__", expression: "0 0 * * *" }),
    );
    expect(await root.crons.run("__pbDBOptimize__")).toBe(true);
    expect((await failure(root.crons.run("nope"))).status).toBe(404);
  });

  test("reads what was asked, filters it, counts it and clears it", async () => {
    await failure(root.collection("tasks").getOne("nope"));
    const trouble = await root.logs.getList(1, 5, {
      filter: "data.status >= 400",
      sort: "-created",
    });
    const url = "/api/collections/tasks/records/nope";
    expect(trouble.items[0]).toMatchObject({ data: { status: 404, url, auth: "_superusers" } });
    expect(trouble.items[0]!.data.userIP).toBe("127.0.0.1");
    expect((await root.logs.getOne(trouble.items[0]!.id)).data.url).toBe(url);
    expect((await root.logs.getStats())[0]!.total).toBeGreaterThan(1);
    expect(await root.logs.truncate()).toBe(true);
    expect((await root.logs.getList(1, 1, { filter: "data.status >= 400" })).totalItems).toBe(0);
  });

  test("finds the server healthy", async () => {
    expect(await root.health.check()).toMatchObject({ code: 200 });
  });
});
