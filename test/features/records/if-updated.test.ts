import { describe, expect, test } from "bun:test";
import { guest } from "../../../src/kernel/caller.ts";
import { makeFetch } from "../../../src/surfaces/http/http-surface.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

/** Notes with one record, and what it looks like. */
async function openNotes(more: object = {}) {
  const app = await openTestApp();
  await app.call("collections.create", {
    name: "notes",
    fields: [{ name: "text", type: "text" }],
    updateRule: "",
    deleteRule: "",
    ...more,
  });
  const note = await app.call("records.create", { collection: "notes", data: { text: "one" } });
  const named = { collection: "notes", id: note.id as string };
  const textNow = async () => (await app.call("records.get", named)).text;
  return { app, note, named, textNow };
}

const change = (app: TestApp, named: object, text: string, if_updated?: string) =>
  app.call("records.update", {
    ...named,
    data: { text },
    ...(if_updated !== undefined && { if_updated }),
  });

describe("an update that says which state it is for", () => {
  test("goes through as long as nobody wrote meanwhile, and answers with the next state", async () => {
    const { app, note, named, textNow } = await openNotes();
    const second = await change(app, named, "two", note.updated_at);
    expect(second.updated_at).not.toBe(note.updated_at);
    await change(app, named, "three", second.updated_at);
    expect(await textNow()).toBe("three");
  });

  test("is refused once somebody has, is told the present state, and has written nothing", async () => {
    const { app, note, named, textNow } = await openNotes();
    const second = await change(app, named, "two");
    const refused = await app.refusal("records.update", {
      ...named,
      data: { text: "mine" },
      if_updated: note.updated_at,
    });
    expect(refused).toMatchObject({
      code: "conflict",
      message: `notes/${named.id} was changed meanwhile: its updated_at is ${second.updated_at}.`,
      hint: expect.stringContaining("Read it again"),
      answer: { updated: second.updated_at },
    });
    expect(await textNow()).toBe("two");
  });

  test("two writes within one millisecond are two states", async () => {
    const now = new Date("2026-05-06T07:08:09.123Z");
    const app = await openTestApp({ now: () => now });
    await app.call("collections.create", {
      name: "notes",
      fields: [{ name: "text", type: "text" }],
    });
    const note = await app.call("records.create", { collection: "notes", data: { text: "one" } });
    const named = { collection: "notes", id: note.id };
    const second = await change(app, named, "two", note.updated_at);
    const refused = await app.refusal("records.delete", { ...named, if_updated: note.updated_at });
    expect(refused.code).toBe("conflict");
    expect(second.updated_at).toBe("2026-05-06 07:08:09.124Z");
  });

  test("no state comes back within one millisecond, nor with an undo", async () => {
    const now = new Date("2026-05-06T07:08:09.123Z");
    const app = await openTestApp({ now: () => now });
    await app.call("collections.create", {
      name: "notes",
      fields: [{ name: "text", type: "text" }],
    });
    const note = await app.call("records.create", { collection: "notes", data: { text: "one" } });
    const named = { collection: "notes", id: note.id as string };
    const states = [note.updated_at];
    for (const text of ["two", "three", "four"]) {
      states.push((await change(app, named, text)).updated_at);
    }
    const [{ call }] = (await app.call("history.list", { collection: "notes" })).items;
    await app.call("history.undo", { call });
    states.push((await app.call("records.get", named)).updated_at);
    expect(states).toEqual(states.toSorted());
    expect(new Set(states).size).toBe(states.length);
  });

  test("takes the moment in any form that dates have", async () => {
    const { app, note, named } = await openNotes();
    await change(app, named, "two", String(note.updated_at).replace(" ", "T"));
  });

  test("what is no date is told so", async () => {
    const { app, named } = await openNotes();
    const refused = await app.refusal("records.update", {
      ...named,
      data: {},
      if_updated: "yesterday",
    });
    expect(refused).toMatchObject({
      code: "invalid",
      message: 'if_updated is no date: "yesterday".',
    });
  });

  test("a rule is asked first: who may not write learns no state", async () => {
    const { app, named } = await openNotes({ updateRule: "text = 'open'" });
    const asked = { ...named, data: {}, if_updated: "2020-01-01 00:00:00.000Z" };
    expect((await app.refusal("records.update", asked, guest)).code).toBe("notFound");
  });

  test("where nothing tells when a record was changed, it says what is missing", async () => {
    const { app, named, textNow } = await openNotes({
      fields: [
        { name: "text", type: "text" },
        { name: "made", type: "autodate", onCreate: true },
        { name: "touched", type: "autodate", onUpdate: true, hidden: true },
      ],
    });
    const refused = await app.refusal("records.update", {
      ...named,
      data: { text: "two" },
      if_updated: "2026-01-01",
    });
    expect(refused).toMatchObject({
      code: "invalid",
      message: "Nothing in notes tells when a record was last changed.",
      hint: expect.stringContaining("autodate with onUpdate"),
    });
    expect(await textNow()).toBe("one");
  });
});

describe("deleting", () => {
  test("keeps a record that was changed meanwhile", async () => {
    const { app, note, named, textNow } = await openNotes();
    const { updated_at } = await change(app, named, "two");
    const stale = await app.refusal("records.delete", { ...named, if_updated: note.updated_at });
    expect(stale.code).toBe("conflict");
    expect(await textNow()).toBe("two");
    await app.call("records.delete", { ...named, if_updated: updated_at });
    expect((await app.refusal("records.get", named)).code).toBe("notFound");
  });
});

describe("over REST", () => {
  test("it stands in the address; a field of that name in the body is a field", async () => {
    const { app, note, named } = await openNotes();
    const fetch = makeFetch(app);
    const send = (method: string, query: string, body?: object) =>
      fetch(
        new Request(`http://x/api/collections/notes/records/${named.id}${query}`, {
          method,
          headers: { "content-type": "application/json" },
          ...(body && { body: JSON.stringify(body) }),
        }),
      );
    const first = `?if_updated=${encodeURIComponent(note.updated_at)}`;
    expect((await send("PATCH", "", { text: "two", if_updated: "1999" })).status).toBe(200);
    const stale = await send("PATCH", first, { text: "three" });
    expect(stale.status).toBe(409);
    const { code, updated } = (await stale.json()) as { code: string; updated: string };
    expect(code).toBe("conflict");
    expect((await send("DELETE", first)).status).toBe(409);
    expect((await send("DELETE", `?if_updated=${encodeURIComponent(updated)}`)).status).toBe(204);
  });

  test("each of a batch's requests may say its own; one that is stale undoes all", async () => {
    const { app, note, named, textNow } = await openNotes();
    const { updated_at } = await change(app, named, "two");
    const url = (state: string) =>
      `/api/collections/notes/records/${named.id}?if_updated=${encodeURIComponent(state)}`;
    const patch = (state: string) => ({
      method: "PATCH",
      url: url(state),
      body: { text: "three" },
    });
    const stale = await app.refusal("records.batch", {
      requests: [patch(updated_at), patch(note.updated_at)],
    });
    expect(stale.hint).toContain("was changed meanwhile");
    expect(await textNow()).toBe("two");
    await app.call("records.batch", { requests: [patch(updated_at)] });
    expect(await textNow()).toBe("three");
    const absent = { id: "000000000000000" };
    const upsert = await app.refusal("records.batch", {
      requests: [
        {
          method: "PUT",
          url: "/api/collections/notes/records?if_updated=2026-01-01",
          body: absent,
        },
      ],
    });
    expect(upsert.hint).toContain("if_updated is for a record that is there");
  });
});
