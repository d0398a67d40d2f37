import { beforeEach, describe, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { guest } from "../../../src/kernel/caller.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

let app: TestApp;

beforeEach(async () => {
  app = await openTestApp();
  await app.call("collections.create", {
    name: "letters",
    createRule: "title != 'forbidden'",
    updateRule: "",
    fields: [
      { name: "title", type: "text" },
      { name: "one", type: "file" },
      { name: "many", type: "file", maxSelect: 3, maxSize: 20 },
      { name: "plain", type: "file", mimeTypes: ["text/plain"] },
    ],
    indexes: ["CREATE UNIQUE INDEX `idx_title` ON `letters` (`title`) WHERE `title` != ''"],
  });
});

const text = (name: string, content = name) => ({ name, text: content });
const create = (data: object) => app.call("records.create", { collection: "letters", data });
const update = (id: string, data: object) =>
  app.call("records.update", { collection: "letters", id, data });

/** What lies on the disk: file names without their folders. */
async function stored(): Promise<string[]> {
  const found = await readdir(join(app.directory, "storage"), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  return found.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

async function contentOf(record: { id: string; collectionId: string }, name: string) {
  const blob = await app
    .contextFor(guest)
    .blobs.open(`${record.collectionId}/${record.id}/${name}`);
  return blob?.content.text();
}

describe("a file", () => {
  test("is stored under a name of its own, which the record keeps", async () => {
    const record = await create({ one: text("My Letter.txt", "Dear all") });
    expect(record.one).toMatch(/^my_letter_[a-z0-9]{10}\.txt$/);
    expect(await contentOf(record, record.one)).toBe("Dear all");
    expect(await stored()).toEqual([record.one]);
  });

  test("comes as base64, too, with or without a data URL's beginning", async () => {
    const first = await create({ one: { name: "a.bin", base64: "AAEC" } });
    const second = await create({ one: { name: "a.bin", base64: "data:x/y;base64,AAEC" } });
    for (const each of [first, second]) expect(await contentOf(each, each.one)).toBe("\0\x01\x02");
    const failure = await app.refusal("records.create", {
      collection: "letters",
      data: { one: { name: "a.bin", base64: "%%%" } },
    });
    expect(failure.hint).toContain("base64");
  });

  test("takes an older one's place", async () => {
    const before = await create({ one: text("old.txt") });
    const after = await update(before.id, { one: text("new.txt") });
    expect(await stored()).toEqual([after.one]);
  });

  test.each([[{ one: "" }], [{ one: null }], [{ "one-": "ITSELF" }]])(
    "goes with %j",
    async (data) => {
      const record = await create({ one: text("old.txt") });
      const given = JSON.parse(JSON.stringify(data).replace("ITSELF", record.one));
      expect((await update(record.id, given)).one).toBe("");
      expect(await stored()).toEqual([]);
    },
  );

  test("stays when other fields change, and when its own name is given", async () => {
    const record = await create({ one: text("old.txt") });
    await update(record.id, { title: "x" });
    await update(record.id, { one: record.one });
    expect(await stored()).toEqual([record.one]);
  });
});

describe("several files", () => {
  test("are added after and before, removed, kept by name, and put in order", async () => {
    let record = await create({ many: [text("bbb.txt")] });
    record = await update(record.id, { "many+": text("ccc.txt"), "+many": text("aaa.txt") });
    expect(record.many.map((name: string) => name.slice(0, 3))).toEqual(["aaa", "bbb", "ccc"]);
    const [a, b, c] = record.many;
    record = await update(record.id, { "many-": [b, "unknown.txt"] });
    expect(record.many).toEqual([a, c]);
    record = await update(record.id, { many: [c, text("ddd.txt"), a] });
    expect(record.many.map((name: string) => name.slice(0, 3))).toEqual(["ccc", "ddd", "aaa"]);
    expect((await stored()).toSorted()).toEqual(record.many.toSorted());
    record = await update(record.id, { many: null });
    expect(record.many).toEqual([]);
    expect(await stored()).toEqual([]);
  });

  test("are filtered by number, by name and by whether they are given", async () => {
    const record = await create({ many: [text("aaa.txt"), text("bbb.txt")], one: text("one.txt") });
    const count = async (filter: string) =>
      (await app.call("records.list", { collection: "letters", filter })).totalItems;
    expect(await count("many:length = 2")).toBe(1);
    expect(await count("many:each ~ '.txt'")).toBe(1);
    expect(await count("many:each ?~ 'aaa'")).toBe(1);
    expect(await count(`one = '${record.one}'`)).toBe(1);
    expect(await count("plain = ''")).toBe(1);
  });
});

test("a rule sees whether a file is given, and what it will be called", async () => {
  const updateRule = "@request.body.one:isset = false && @request.body.many:each ~ 'good'";
  await app.call("collections.update", { collection: "letters", updateRule });
  const { id } = await create({});
  const asGuest = (data: object) =>
    app.call("records.update", { collection: "letters", id, data }, guest);
  expect((await asGuest({ many: [text("good.txt")] })).many).toHaveLength(1);
  const asked = (data: object) => [{ collection: "letters", id, data }, guest] as const;
  const refused = [
    { one: text("good.txt"), many: [text("good.txt")] },
    { "many+": text("bad.txt") },
  ];
  for (const data of refused) {
    expect((await app.refusal("records.update", ...asked(data))).code).toBe("notFound");
  }
});

describe("a write that fails leaves no file behind", () => {
  const rows: [why: string, data: object, problem: string][] = [
    ["too large", { many: text("a.txt", "x".repeat(21)) }, "validation_file_size_limit"],
    [
      "too many",
      { many: ["a", "b", "c", "d"].map((name) => text(name)) },
      "validation_too_many_files",
    ],
    [
      "of another kind",
      { plain: text("a.txt", "<!doctype html>") },
      "validation_invalid_mime_type",
    ],
    ["a name nobody stored", { one: "nope.txt" }, "validation_invalid_file"],
    ["no file at all", { one: { name: "a.txt" } }, "validation_invalid_file"],
    ["beside such a name", { many: [text("a.txt"), "nope.txt"] }, "validation_invalid_file"],
  ];
  for (const [why, data, code] of rows) {
    test(why, async () => {
      const failure = await app.refusal("records.create", { collection: "letters", data });
      expect(Object.values(failure.problems)[0]).toMatchObject({ code });
      expect(await stored()).toEqual([]);
    });
  }

  test("refused by a rule", async () => {
    const data = { title: "forbidden", one: text("a.txt") };
    await app.refusal("records.create", { collection: "letters", data }, guest);
    expect(await stored()).toEqual([]);
  });

  test("refused by an index, once the row was almost in", async () => {
    const first = await create({ title: "x", one: text("a.txt") });
    const data = { title: "x", one: text("b.txt") };
    const failure = await app.refusal("records.create", { collection: "letters", data });
    expect(failure.problems).toMatchObject({ title: { code: "validation_not_unique" } });
    expect(await stored()).toEqual([first.one]);
  });

  test("an update that is refused keeps the old one", async () => {
    const record = await create({ one: text("a.txt") });
    await app.refusal("records.update", {
      collection: "letters",
      id: record.id,
      data: { one: text("b.txt"), many: "nope.txt" },
    });
    expect(await stored()).toEqual([record.one]);
  });

  test("a transaction undone around it", async () => {
    const record = await create({ one: text("a.txt") });
    const context = { ...app.contextFor({ ...guest, superuser: true }), dryRun: true };
    const operation = app.operations.get("records.update")!;
    const { invoke } = await import("../../../src/kernel/invoke.ts");
    const answer = await invoke(context, operation, {
      collection: "letters",
      id: record.id,
      data: { one: text("b.txt") },
    });
    expect(answer.one).toMatch(/^b/);
    expect(await stored()).toEqual([record.one]);
  });
});

describe("files go with", () => {
  test("their record", async () => {
    const record = await create({ one: text("a.txt"), many: [text("b.txt"), text("c.txt")] });
    const kept = await create({ one: text("d.txt") });
    await app.call("records.delete", { collection: "letters", id: record.id });
    expect(await stored()).toEqual([kept.one]);
  });

  test("a record that goes with another", async () => {
    await app.call("collections.create", {
      name: "notes",
      fields: [
        { name: "letter", type: "relation", collectionId: "letters", cascadeDelete: true },
        { name: "scan", type: "file" },
      ],
    });
    const letter = await create({ one: text("a.txt") });
    const data = { letter: letter.id, scan: text("b.txt") };
    await app.call("records.create", { collection: "notes", data });
    await app.call("records.delete", { collection: "letters", id: letter.id });
    expect(await stored()).toEqual([]);
  });

  test("all records, and with the collection", async () => {
    await create({ one: text("a.txt") });
    await app.call("collections.truncate", { collection: "letters" });
    expect(await stored()).toEqual([]);
    await create({ one: text("a.txt") });
    await app.call("collections.delete", { collection: "letters" });
    expect(await stored()).toEqual([]);
  });

  test("their field, and no other", async () => {
    const record = await create({ one: text("a.txt"), many: [text("b.txt"), text("c.txt")] });
    await app.call("collections.update", {
      collection: "letters",
      dropFields: ["one"],
      changeFields: [{ name: "many", maxSelect: 1 }],
    });
    expect(await stored()).toEqual([record.many[1]]);
    expect(await app.call("records.get", { collection: "letters", id: record.id })).toMatchObject({
      many: record.many[1],
    });
  });

  test("no view: not when it shows them no longer, and not when it goes", async () => {
    const record = await create({ one: text("a.txt") });
    const viewQuery = "select id, one from letters";
    await app.call("collections.create", { name: "shown", type: "view", viewQuery });
    const changed = { collection: "shown", viewQuery: "select id, title from letters" };
    await app.call("collections.update", changed);
    await app.call("collections.delete", { collection: "shown" });
    expect(await stored()).toEqual([record.one]);
  });

  test("nothing when only a name changes", async () => {
    const record = await create({ one: text("a.txt") });
    await app.call("collections.update", {
      collection: "letters",
      name: "mail",
      renameFields: [{ from: "one", to: "scan" }],
    });
    expect(await stored()).toEqual([record.one]);
  });
});

test("a collection's file fields travel by export and import", async () => {
  const { collections } = await app.call("collections.export", {});
  const other = await openTestApp();
  await other.call("collections.import", { collections });
  const again = await other.call("collections.export", {});
  const fieldsOf = (list: { name: string; fields: object[] }[]) =>
    list.find(({ name }) => name === "letters")?.fields;
  expect(fieldsOf(again.collections)).toEqual(fieldsOf(collections)!);
});
