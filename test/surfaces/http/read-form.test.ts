import { beforeEach, describe, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { limits } from "../../../src/kernel/limits.ts";
import { openHttpApp, type HttpApp } from "./open-http-app.ts";

let http: HttpApp;

beforeEach(async () => {
  http = await openHttpApp();
  await http.app.call("collections.create", {
    name: "letters",
    createRule: "",
    updateRule: "@request.body.many:length < 3",
    viewRule: "",
    fields: [
      { name: "title", type: "text" },
      { name: "meta", type: "json" },
      { name: "one", type: "file", maxSize: 1000 },
      { name: "many", type: "file", maxSelect: 3, maxSize: 1000 },
    ],
  });
});

const create = "POST /api/collections/letters/records";
const update = (id: string) => `PATCH /api/v1/collections/letters/records/${id}`;

function form(...parts: [name: string, value: string | File][]): FormData {
  const data = new FormData();
  for (const [name, value] of parts) data.append(name, value);
  return data;
}

const file = (name: string, content: string | Uint8Array<ArrayBuffer> = name) =>
  new File([content], name);

/** Whatever lies on the disk, staged files included. */
async function onDisk(): Promise<string[]> {
  const found = await readdir(join(http.app.directory, "storage"), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  return found.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

describe("a form with files", () => {
  test("makes a record of files, texts and JSON", async () => {
    const { status, body } = await http.fetch(
      create,
      form(
        ["title", "A letter"],
        ["one", file("one.txt")],
        ["many", file("aaa.txt")],
        ["many", file("bbb.txt")],
        ["@jsonPayload", '{"meta":{"a":[1,"2"]}}'],
      ),
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ title: "A letter", meta: { a: [1, "2"] } });
    expect(body.one).toMatch(/^one_\w{10}\.txt$/);
    expect(body.many.map((name: string) => name.slice(0, 3))).toEqual(["aaa", "bbb"]);
    expect((await onDisk()).toSorted()).toEqual([...body.many, body.one]);
  });

  test("appends, removes, keeps names beside new files, and clears", async () => {
    const made = await http.fetch(create, form(["many", file("aaa.txt")]));
    const patch = update(made.body.id);
    const more = await http.fetch(patch, form(["many+", file("bbb.txt")]));
    expect(more.body.many).toEqual([made.body.many[0], expect.stringMatching(/^bbb/)]);
    const less = await http.fetch(patch, form(["many-", made.body.many[0]]));
    expect(less.body.many).toEqual([more.body.many[1]]);
    const kept = await http.fetch(
      patch,
      form(["many", less.body.many[0]], ["many", file("ccc.txt")]),
    );
    expect(kept.body.many).toEqual([less.body.many[0], expect.stringMatching(/^ccc/)]);
    const none = await http.fetch(patch, form(["many", ""]));
    expect(none.body.many).toEqual([]);
    expect(await onDisk()).toEqual([]);
  });

  test("is what rules see as the body, new files by their names", async () => {
    const { body } = await http.fetch(create, form(["many", file("aaa.txt")]));
    const patch = update(body.id);
    expect((await http.fetch(patch, form(["many+", file("bbb.txt")]))).status).toBe(200);
    expect((await http.fetch(patch, form(["many+", file("ccc.txt")]))).status).toBe(404);
  });

  test("with an empty file input says the same as an empty text", async () => {
    const { body } = await http.fetch(create, form(["one", file("one.txt")]));
    const emptied = await http.fetch(update(body.id), form(["one", new File([], "")]));
    expect(emptied.body.one).toBe("");
  });

  test("keeps what is in the files as it is", async () => {
    const bytes = crypto.getRandomValues(new Uint8Array(900));
    const { body } = await http.fetch(create, form(["one", file("one.bin", bytes)]));
    const path = join(http.app.directory, "storage", body.collectionId, body.id, body.one);
    expect(await Bun.file(path).bytes()).toEqual(bytes);
  });
});

describe("a form that is refused leaves nothing behind", () => {
  const limit = limits.bodyBytes + 4000;
  const boundary = "multipart/form-data; boundary=xxx";
  const part = (disposition: string, content: string) =>
    `--xxx\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}`;
  const rows: [why: string, body: () => unknown, status: number, type?: string][] = [
    ["a file beyond its field's limit", () => form(["one", file("a", "x".repeat(1001))]), 400],
    ["more than the collection takes", () => form(["one", file("a", new Uint8Array(limit))]), 413],
    [
      "more, of a length not said",
      () =>
        new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode(part('name="one"; filename="a"', "")));
            for (let sent = 0; sent <= limit; sent += 1e6) controller.enqueue(new Uint8Array(1e6));
            controller.close();
          },
        }),
      413,
      boundary,
    ],
    [
      "a form that breaks off in a file",
      () => part('name="one"; filename="a"', "xyz"),
      400,
      boundary,
    ],
    [
      "a form that breaks off in a text, after a file",
      () => `${part('name="one"; filename="a"', "xyz\r\n")}${part('name="title"', "xyz")}`,
      400,
      boundary,
    ],
    [
      "too many parts",
      () =>
        form(
          ...Array.from({ length: limits.formParts + 1 }, () => ["title", "x"] as [string, string]),
        ),
      413,
    ],
    ["a JSON part that is a file", () => form(["@jsonPayload", file("a", "{}")]), 400],
    ["a form of no boundary", () => "xyz", 400, "multipart/form-data"],
  ];
  for (const [why, body, status, type] of rows) {
    test(why, async () => {
      const more = type ? { headers: { "content-type": type } } : {};
      const answer = await http.fetch(create, body(), more);
      expect(answer.status).toBe(status);
      expect(await onDisk()).toEqual([]);
      expect(http.reports).toEqual([]);
    });
  }

  test("files for an operation that takes none", async () => {
    const sent = form(["identity", file("a")]);
    const answer = await http.fetch("POST /api/collections/users/auth-with-password", sent);
    expect(answer.body.message).toBe("No files are taken here.");
    expect(await onDisk()).toEqual([]);
  });
});
