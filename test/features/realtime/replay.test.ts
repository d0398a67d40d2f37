import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openApp } from "../../../src/app.ts";
import type { StreamOptions } from "../../../src/features/realtime/realtime.ts";
import { guest, localOperator } from "../../../src/kernel/caller.ts";
import { insideRequest } from "../../../src/kernel/context.ts";
import { invoke } from "../../../src/kernel/invoke.ts";
import { limits } from "../../../src/kernel/limits.ts";
import type { TestApp } from "../../open-test-app.ts";
import { listen, settled } from "./listen.ts";

let app: TestApp;
let clockMs: number;
const superuser = { ...guest, superuser: true };

beforeEach(async () => {
  clockMs = Date.parse("2026-05-06T12:00:00Z");
  const directory = await mkdtemp(join(tmpdir(), "vaultbase-test-"));
  const opened = await openApp({ directory, now: () => new Date(clockMs) });
  const call: TestApp["call"] = (name, input, caller = localOperator) =>
    invoke(opened.contextFor(caller, insideRequest), opened.operations.get(name)!, input);
  app = { ...opened, call, refusal: () => Promise.reject(new Error("not used here")) };
  await call("collections.create", {
    name: "posts",
    listRule: "public = true",
    fields: [
      { name: "title", type: "text" },
      { name: "public", type: "bool" },
    ],
  });
});

afterEach(async () => {
  await app.close();
  await rm(app.directory, { recursive: true, force: true });
});

const create = (title: string, isPublic = true): Promise<{ id: string }> =>
  app.call("records.create", { collection: "posts", data: { title, public: isPublic } });

const comeBack = (options: StreamOptions, caller = guest) =>
  listen(app, ["posts/*"], caller, "", options);

describe("a client that comes back", () => {
  test("is told what it missed, in order, and then what happens", async () => {
    const first = await listen(app, ["posts/*"]);
    await create("heard");
    await settled(app);
    first.close();
    const { id } = await create("missed");
    await app.call("records.update", { collection: "posts", id, data: { title: "changed" } });
    await app.call("records.delete", { collection: "posts", id });
    const second = await comeBack({ lastEventId: first.clientId });
    expect(second.connected).toEqual({ clientId: second.clientId, replay: true });
    await create("new");
    await settled(app);
    expect(first.titles()).toEqual(["create heard"]);
    const missed = ["create missed", "update changed", "delete changed"];
    expect(second.titles()).toEqual([...missed, "create new"]);
    expect(second.heard.every((each) => each.id === second.clientId)).toBe(true);
  });

  test("again and again, hears everything once", async () => {
    let ear = await listen(app, ["posts/*"]);
    const heard: string[] = [];
    for (let round = 0; round < 6; round++) {
      await Promise.all(Array.from({ length: 40 }, (_, n) => create(`${round}-${n}`)));
      if (round % 2 === 0) await settled(app);
      ear.close();
      await create(`between ${round}`);
      heard.push(...ear.titles());
      ear = await comeBack({ lastEventId: ear.clientId });
    }
    await create("last");
    await settled(app);
    heard.push(...ear.titles());
    expect(heard).toHaveLength(6 * 41 + 1);
    expect(new Set(heard).size).toBe(6 * 41 + 1);
    expect(heard.at(-1)).toBe("create last");
  });

  test("that says which event it had last loses nothing and hears nothing twice", async () => {
    const first = await listen(app, ["posts/*"], guest, "", { exact: true });
    for (const title of ["one", "two", "three"]) await create(title);
    await settled(app);
    first.close();
    await create("four");
    const [, two] = first.heard;
    expect(two!.id).toStartWith(`${first.clientId}:`);
    const second = await comeBack({ lastEventId: two!.id, exact: true });
    await settled(app);
    expect(second.titles()).toEqual(["create three", "create four"]);
  });

  test("is through with a change only with the last of its events", async () => {
    const topics = ["posts/*", "posts/*?again"];
    const first = await listen(app, topics, guest, "", { exact: true });
    await create("one");
    await settled(app);
    first.close();
    const ids = first.heard.map(({ id }) => id);
    const resume = (lastEventId: string) =>
      listen(app, topics, guest, "", { lastEventId, exact: true });
    const [afterOne, afterBoth] = [await resume(ids[0]!), await resume(ids[1]!)];
    await settled(app);
    expect(afterOne.titles()).toEqual(["create one", "create one"]);
    expect(afterBoth.titles()).toEqual([]);
  });

  test("may change its mind on the way, and is told once", async () => {
    const first = await listen(app, ["posts/*"]);
    first.close();
    await create("missed");
    const second = await listen(app, [], guest, "", { lastEventId: first.clientId });
    for (const topics of [["posts/*"], [], ["posts/*"]]) second.subscribe(topics);
    await create("new");
    await settled(app);
    expect(second.titles()).toEqual(["create missed", "create new"]);
  });

  test("is shown what the rules show whoever it is now", async () => {
    const first = await listen(app, ["posts/*"], superuser);
    await create("seen");
    await settled(app);
    first.close();
    await create("secret", false);
    await create("public");
    const asGuest = await comeBack({ lastEventId: first.clientId });
    const asSuperuser = await comeBack({ lastEventId: first.clientId }, superuser);
    await settled(app);
    expect(asGuest.titles()).toEqual(["create public"]);
    expect(asSuperuser.titles()).toEqual(["create secret", "create public"]);
  });

  test("while the server still holds its broken stream is told from there", async () => {
    const first = await listen(app, ["posts/*"]);
    await create("heard");
    await settled(app);
    const second = await comeBack({ lastEventId: first.clientId });
    await create("new");
    await settled(app);
    expect(second.titles()).toEqual(["create new"]);
  });
});

describe("what was missed cannot be told", () => {
  const replayOf = async (lastEventId: string): Promise<boolean> =>
    (await comeBack({ lastEventId })).connected.replay;

  async function leave(): Promise<string> {
    const ear = await listen(app, ["posts/*"], guest, "", { exact: true });
    await create("heard");
    await settled(app);
    ear.close();
    await create("missed");
    return ear.heard[0]!.id;
  }

  test("to a client that nobody knows, and it is told so", async () => {
    await leave();
    expect(await replayOf("x".repeat(40))).toBe(false);
    expect(await replayOf("x:y")).toBe(false);
    expect(await replayOf("x:99999")).toBe(false);
  });

  test("after ten minutes", async () => {
    const id = await leave();
    clockMs += limits.realtimeReplayMs - 1;
    expect(await replayOf(id)).toBe(true);
    expect(await replayOf(id.split(":")[0]!)).toBe(true);
    clockMs += 2;
    expect(await replayOf(id)).toBe(false);
    expect(await replayOf(id.split(":")[0]!)).toBe(false);
  });

  test("once the log has been cut", async () => {
    const id = await leave();
    await app.storage.write(async (writer) => {
      await writer.execute({ parts: [`DELETE FROM "_changes"`], values: [] });
    });
    await create("after");
    expect(await replayOf(id)).toBe(false);
  });
});
