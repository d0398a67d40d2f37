import { beforeEach, describe, expect, test } from "bun:test";
import { limits } from "../../../src/kernel/limits.ts";
import { openHttpApp, type HttpApp } from "./open-http-app.ts";

let http: HttpApp;

/** A shelf that anybody may use. */
beforeEach(async () => {
  http = await openHttpApp();
  await http.app.call("collections.create", {
    name: "shelf",
    fields: [
      { name: "title", type: "text" },
      { name: "pages", type: "number" },
      { name: "lent", type: "bool" },
      { name: "meta", type: "json" },
    ],
    listRule: "",
    viewRule: "",
    createRule: "",
    updateRule: "",
  });
  await http.app.call("records.create", {
    collection: "shelf",
    data: { id: "book00000000001", title: "Emma" },
  });
});

const list = "GET /api/collections/shelf/records";
const create = "POST /api/collections/shelf/records";

describe("a query", () => {
  const understood: [query: string, part: object][] = [
    ["", { page: 1, perPage: 30, totalItems: 1 }],
    ["page=2&perPage=5", { page: 2, perPage: 5, items: [] }],
    ["page=-1&perPage=0", { page: 1, perPage: 30 }],
    ["page=&perPage=&skipTotal=&filter=&sort=", { page: 1, totalItems: 1 }],
    ["skipTotal=1", { totalItems: -1, totalPages: -1 }],
    ["skipTotal=False", { totalItems: 1 }],
    ["utm_source=mail&__proto__=1&constructor=2&toString=3", { totalItems: 1 }],
    ["collection=other", { totalItems: 1 }],
  ];
  for (const [query, part] of understood) {
    test(`?${query}`, async () => {
      const { status, body } = await http.fetch(`${list}?${query}`);
      expect(status).toBe(200);
      expect(body).toMatchObject(part);
    });
  }

  const refused: [query: string, name: string][] = [
    ["page=two", "page"],
    ["page=1.5", "page"],
    ["page=1e3", "page"],
    ["page=99999999999999999999", "page"],
    ["perPage=0x10", "perPage"],
    ["skipTotal=maybe", "skipTotal"],
  ];
  for (const [query, name] of refused) {
    test(`?${query} is refused`, async () => {
      const { status, body } = await http.fetch(`${list}?${query}`);
      expect(status).toBe(400);
      expect(body.data[name].code).toBe("validation_invalid_value");
      expect(body.reason).toContain(name);
    });
  }
});

describe("a path", () => {
  test("is decoded once", async () => {
    expect((await http.fetch("GET /api/collections/%73helf/records")).status).toBe(200);
    expect((await http.fetch("GET /api/collections/%2573helf/records")).status).toBe(404);
    expect((await http.fetch("GET /api/collections/a%2F..%2Fshelf/records")).status).toBe(404);
  });

  test("that is no UTF-8 is refused", async () => {
    for (const name of ["%zz", "%E0%A4%A", "%"]) {
      const { status, body } = await http.fetch(`GET /api/collections/${name}/records`);
      expect(status).toBe(400);
      expect(body.reason).toContain("The address cannot be read.");
    }
  });

  test("wins over the same name in query and body", async () => {
    const book = "PATCH /api/collections/shelf/records/book00000000001?collection=x&id=y";
    const { body } = await http.fetch(book, { collection: "x", title: "Emma II" });
    expect(body).toMatchObject({ id: "book00000000001", title: "Emma II" });
  });
});

describe("a body", () => {
  const title = { title: "Persuasion" };
  const form = (...parts: [string, string][]) => {
    const data = new FormData();
    for (const [name, value] of parts) data.append(name, value);
    return data;
  };
  const typed = (type: string) => ({ headers: { "content-type": type } });

  const understood: [what: string, body: unknown, part: object, more?: RequestInit][] = [
    ["JSON", title, title],
    ["JSON of a named charset", title, title, typed("application/json; charset=utf-8")],
    ["text of no type", new Blob([JSON.stringify(title)]), title],
    ["nothing", undefined, { title: "" }],
    ["nothing, of whatever type", undefined, { title: "" }, typed("text/plain")],
    ["blank JSON", "  ", { title: "" }, typed("application/json")],
    ["a form with one field", form(["title", "Persuasion"]), title],
    ["a form's numbers", form(["pages", "249"]), { pages: 249 }],
    ["a form's booleans", form(["lent", "true"]), { lent: true }],
    ["a form's text that is no plain number", form(["meta", "007"]), { meta: "007" }],
    ["a form's repeated field", form(["meta", "a"], ["meta", "1"]), { meta: ["a", 1] }],
    [
      "JSON in a form, on top of its fields",
      form(
        ["title", "?"],
        ["@jsonPayload", '{"pages":1}'],
        ["@jsonPayload", '{"title":"Persuasion"}'],
      ),
      { title: "Persuasion", pages: 1 },
    ],
    [
      "a form in an address's writing",
      new URLSearchParams({ title: "A b", pages: "3" }),
      { title: "A b", pages: 3 },
    ],
    ["JSON null, which says nothing", "null", { title: "" }, typed("application/json")],
    ["names nobody knows", { ...title, author: "Austen" }, title],
  ];
  for (const [what, body, part, more] of understood) {
    test(what, async () => {
      const answer = await http.fetch(create, body, more);
      expect(answer.body).toMatchObject(part);
      expect(answer.status).toBe(200);
    });
  }

  const json = typed("application/json");
  const unreadable = "An error occurred while loading the submitted data.";
  const file = new FormData();
  file.append("title", new File(["x"], "x.txt"));
  const refused: [what: string, body: unknown, status: number, message: string, RequestInit?][] = [
    ["broken JSON", '{"title":', 400, unreadable, json],
    ["a JSON list", "[1]", 400, unreadable, json],
    ["a JSON text", '"x"', 400, unreadable, json],
    ["a JSON payload that is no object", form(["@jsonPayload", "[]"]), 400, unreadable],
    ["a form without its boundary", "x", 400, unreadable, typed("multipart/form-data")],
    ["nesting without end", `{"meta":${"[".repeat(9e4)}${"]".repeat(9e4)}}`, 400, unreadable, json],
    [
      "JSON that curl calls a form",
      '{"title":"Emma"}',
      400,
      "The body is JSON, and its Content-Type says it is a form.",
      typed("application/x-www-form-urlencoded"),
    ],
    ["another type", "x", 400, "Unsupported Content-Type.", typed("text/plain")],
    ["a file where there is no field for one", file, 400, "No files are taken here."],
    ["too much", new Blob([" ".repeat(limits.bodyBytes + 1)]), 413, "Request entity too large."],
  ];
  for (const [what, body, status, message, more] of refused) {
    test(`${what} is refused`, async () => {
      const answer = await http.fetch(create, body, more);
      expect(answer.body).toMatchObject({ status, message, data: {} });
      expect(answer.status).toBe(status);
      expect(http.reports).toEqual([]);
    });
  }

  test("where nothing of it is asked for is left alone", async () => {
    const { status } = await http.fetch("DELETE /api/collections/shelf/records/none", "{", json);
    expect(status).toBe(403);
  });

  test("for a batch is not asked for where batches are off", async () => {
    await http.app.call("settings.set", { batch: { enabled: false } });
    expect((await http.fetch("POST /api/batch", "{", json)).status).toBe(403);
  });

  test("with names that objects have anyway does no harm", async () => {
    const text =
      '{"__proto__":{"title":"x"},"constructor":{"prototype":{"lent":true}},"toString":1}';
    const { status, body } = await http.fetch(create, text, json);
    expect(status).toBe(200);
    expect(body).toMatchObject({ title: "", lent: false });
    expect(await http.fetch(create, form(["__proto__", "x"]))).toMatchObject({ status: 200 });
    expect("lent" in {}).toBe(false);
  });
});
