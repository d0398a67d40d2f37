// Whatever arrives, the answer is clear, nothing is lost, and the server goes on.
import { afterEach, beforeAll, describe, expect, test } from "bun:test";
import { limits } from "../../src/kernel/limits.ts";
import { serve, temporaryDirectory, vaultbase, type Serving } from "./run-binary.ts";

interface Answer {
  readonly status: number;
  readonly body: any;
}

let server: Serving;
let token: string;

beforeAll(async () => {
  const directory = temporaryDirectory();
  const flags = ["--name", "root", "--scope", "admin", "--scope", "mcp:admin", "--json"];
  token = (await vaultbase(["token", "mint", ...flags, "--dir", directory])).json().token;
  server = await serve(directory);
  const rules = { listRule: "", viewRule: "", createRule: "", updateRule: "" };
  await ask("POST /api/collections", {
    name: "shelves",
    ...rules,
    fields: [{ name: "label", type: "text" }],
  });
  await ask("POST /api/collections", {
    name: "books",
    ...rules,
    fields: [
      { name: "title", type: "text", required: true, max: 100 },
      { name: "pages", type: "number" },
      { name: "lent", type: "bool" },
      { name: "due", type: "date" },
      { name: "tags", type: "select", values: ["a", "b"], maxSelect: 2 },
      { name: "shelf", type: "relation", collectionId: "shelves" },
      { name: "meta", type: "json" },
      { name: "place", type: "geoPoint" },
      { name: "shape", type: "vector", dimensions: 2 },
    ],
  });
  await ask("POST /api/collections/books/records", { id: "book00000000001", title: "Emma" });
}, 60_000);

/** What was there is there, and the server is well. */
afterEach(async () => {
  expect((await ask("GET /api/v1/health")).status).toBe(200);
  const emma = await ask("GET /api/collections/books/records/book00000000001");
  expect(emma).toMatchObject({ status: 200, body: { title: "Emma", pages: 0 } });
});

async function ask(route: string, body?: unknown, init: RequestInit = {}): Promise<Answer> {
  const [method = "", ...path] = route.split(" ");
  const plain = body instanceof Blob || body instanceof ReadableStream || typeof body === "string";
  const response = await fetch(server.url + path.join(" "), {
    method,
    headers: { authorization: token, "content-type": "application/json" },
    ...(body !== undefined && { body: plain ? body : JSON.stringify(body) }),
    ...init,
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : JSON.parse(text) };
}

/** A refusal says what is wrong and what to do next, and it is not our fault. */
function expectRefusal({ status, body }: Answer, wanted?: number): void {
  expect({ status, body }).toMatchObject({
    status: wanted ?? expect.any(Number),
    body: { status, message: expect.stringMatching(/\.$/), hint: expect.stringMatching(/\w/) },
  });
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
}

const create = "POST /api/collections/books/records";
const change = "PATCH /api/collections/books/records/book00000000001";

describe("a body", () => {
  const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
  const unreadable: [what: string, body: string | Blob][] = [
    ["that is no JSON", "{title: 'x'}"],
    ["that breaks off", '{"title": "x"'],
    ["that goes on after its end", '{"title":"x"} {"title":"y"}'],
    ["that is a list", '[{"title":"x"}]'],
    ["that is a text", '"title"'],
    ["of a hundred thousand levels", `{"title":"x","meta":${deep(100_000)}}`],
    ["of a million brackets", "[".repeat(1_000_000)],
    ["of zero bytes in a row", new Blob([new Uint8Array(1000)])],
  ];
  for (const [what, body] of unreadable) {
    test(`${what} is refused`, async () => {
      expectRefusal(await ask(create, body), 400);
      expectRefusal(await ask(change, body), 400);
      expectRefusal(await ask("POST /api/collections", body), 400);
    });
  }

  test("that is no UTF-8 is refused, or read with marks where it cannot be", async () => {
    const bytes = new Uint8Array([...Buffer.from('{"title":"'), 0xff, 0xfe, ...Buffer.from('"}')]);
    const { status, body } = await ask(create, new Blob([bytes]));
    expect([200, 400]).toContain(status);
    if (status === 200) expect(body.title).toBe("\ufffd\ufffd");
  });

  test("of 20 MB is read, and what is too long in it is said", async () => {
    const title = "x".repeat(20 * 1024 * 1024);
    const answer = await ask(create, { title });
    expectRefusal(answer, 400);
    expect(answer.body.data.title.code).toBe("validation_max_text_constraint");
    expect(JSON.stringify(answer.body).length).toBeLessThan(2000);
  }, 30_000);

  test("over the limit is refused, whether its length is said or not", async () => {
    const bytes = new Uint8Array(limits.bodyBytes + 1).fill(32);
    expectRefusal(await ask(create, new Blob([bytes])), 413);
    const stream = new ReadableStream({
      start(controller) {
        for (let at = 0; at < bytes.length; at += 1 << 20) {
          controller.enqueue(bytes.subarray(at, at + (1 << 20)));
        }
        controller.close();
      },
    });
    expectRefusal(await ask(create, stream), 413);
  }, 30_000);

  test("of a kind that nobody reads is refused", async () => {
    for (const type of ["text/csv", "application/xml", "application/octet-stream", "a/b;c=d"]) {
      const headers = { authorization: token, "content-type": type };
      expectRefusal(await ask(create, "title,x", { headers }), 400);
    }
    for (const type of ["multipart/form-data", "multipart/form-data; boundary=x"]) {
      const headers = { authorization: token, "content-type": type };
      expectRefusal(await ask(create, "--y\r\nnot a form", { headers }), 400);
    }
  });
});

describe("a value", () => {
  const wrong: [field: string, value: unknown][] = [
    ["title", null],
    ["title", ""],
    ["tags", ["z"]],
    ["shelf", "nowhere"],
    ["place", { lon: 500, lat: 0 }],
    ["shape", [1, 2, 3]],
    ["shape", "north"],
    ["id", "book00000000001"],
    ["id", "../../etc"],
    ["id", "'; DROP TABLE books; --"],
  ];
  for (const [field, value] of wrong) {
    test(`${field}: ${JSON.stringify(value)} is refused by name`, async () => {
      const answer = await ask(create, { title: "x", [field]: value });
      expectRefusal(answer, 400);
      expect(answer.body.data[field]).toMatchObject({
        code: expect.any(String),
        message: expect.any(String),
      });
    });
  }

  const anything: unknown[] = [
    ...[null, true, -0, 1e308, -1e-308, 2 ** 53, ""],
    ...["\0", "\ud800", "a\u0000b", "'; DROP TABLE books; --", "NaN", "Infinity", "1e999"],
    ...[[], {}, [[]], [null], [{}], { __proto__: null, toString: 1 }, [1, "a", null]],
    ...[{ $gt: "" }, { lon: "x" }, { lon: null, lat: [] }, ["a", "a", "a"], "@now", "0x10"],
    ...["9999-99-99", "+275760-09-14", "0000-00-00", -1e20, "1".repeat(10_000)],
  ];
  test("of any kind, in any field, is taken or refused", async () => {
    const fields = ["id", "title", "pages", "lent", "due", "tags", "shelf", "meta", "place"];
    fields.push("shape", "created_at", "collectionId", "expand", "nobody");
    for (const field of fields) {
      for (const value of anything) {
        const answer = await ask(create, { title: "any", [field]: value });
        if (answer.status !== 200) expectRefusal(answer, 400);
      }
    }
  });

  test("under a name that objects have already is no field", async () => {
    for (const name of ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"]) {
      const body = `{"title":"odd","${name}":{"title":"worse","polluted":1},"${name}+":1}`;
      const answer = await ask(create, body);
      expect(answer).toMatchObject({ status: 200, body: { title: "odd" } });
      expect(answer.body.polluted).toBeUndefined();
    }
    expect((await ask("GET /api/collections/books/records?perPage=1")).body.polluted).toBe(
      undefined,
    );
  });
});

const hostile = [
  "'",
  '"',
  "`",
  "\\",
  ";",
  "--",
  "/*",
  "' OR 1=1 --",
  '" OR ""="',
  "1); DROP TABLE books; --",
  "'; DELETE FROM books; --",
  "x' UNION SELECT * FROM _superusers --",
  "(SELECT tokenKey FROM _superusers)",
  "title = 'a' OR (SELECT 1)",
  "_superusers",
  "_tokens",
  "sqlite_master",
  "rowid",
  "__proto__",
  "constructor",
  "__proto__.polluted",
  "constructor.prototype",
  "title.toString",
  "%00",
  "\0",
  "\ud83d",
  "..",
  "../../etc/passwd",
  "((((((((((",
  "))))",
  "@request.auth.id",
  "@collection._superusers.email = ''",
  "@collection.books.title ~ ''",
  "@random",
  "@nothing",
  "-1",
  "0",
  "1e400",
  "NaN",
  "99999999999999999999",
  "null",
  "true",
  "",
  " ",
  ",",
  ",,,,",
  "*",
  "*.*.*",
  "title:each",
  "title:excerpt(",
  "title:excerpt(99999999999,true)",
  "shelf.shelf.shelf.shelf.shelf.shelf.shelf.shelf",
  "books_via_shelf.books_via_shelf",
  "x".repeat(5000),
  "a.".repeat(1000),
  "(".repeat(2000),
  "!".repeat(1000),
  "title='a'||".repeat(300),
];

describe("SQL and other nonsense", () => {
  const parameters = ["filter", "sort", "fields", "expand", "page", "perPage", "skipTotal"];
  const routes = [
    "GET /api/collections/books/records",
    "GET /api/collections/books/records/book00000000001",
    "GET /api/collections",
    "GET /api/collections/books",
    "GET /api/collections/_superusers/records",
  ];
  for (const parameter of parameters) {
    test(`in ${parameter} is refused or harmless`, async () => {
      for (const text of hostile) {
        const query = new URLSearchParams({ [parameter]: text });
        for (const route of routes) {
          for (const authorization of [token, ""]) {
            const headers = { authorization };
            const answer = await ask(`${route}?${query}`, undefined, { headers });
            expect([text, route, answer.status]).not.toEqual([text, route, 500]);
            if (answer.status !== 200) expectRefusal(answer);
            expect(JSON.stringify(answer.body)).not.toContain('"tokenKey":');
          }
        }
      }
    });
  }

  test("for a collection's name is not found", async () => {
    for (const text of hostile) {
      const name = encodeURIComponent(text.toWellFormed());
      if (name === "" || name === "..") continue;
      for (const rest of ["/records", "/records/x", ""]) {
        for (const authorization of [token, ""]) {
          const answer = await ask(`GET /api/collections/${name}${rest}`, undefined, {
            headers: { authorization },
          });
          if (text !== "_superusers") expectRefusal(answer);
          expect([text, answer.status]).not.toEqual([text, 500]);
        }
      }
    }
  });

  test("for an id is not found", async () => {
    for (const text of hostile) {
      const id = encodeURIComponent(text.toWellFormed());
      if (id === "" || id === "..") continue;
      for (const method of ["GET", "PATCH", "DELETE"]) {
        const body = method === "PATCH" ? { title: "gone" } : undefined;
        const answer = await ask(`${method} /api/collections/books/records/${id}`, body);
        expectRefusal(answer, 404);
      }
    }
  });

  test("for a new collection's or field's name, rule or index is refused or harmless", async () => {
    for (const text of hostile.map((each) => each.toWellFormed())) {
      const named = await ask("POST /api/collections", { name: text });
      // A word that means something to SQLite alone is a name like any other.
      if (named.status === 200) await ask(`DELETE /api/collections/${text}`);
      else expectRefusal(named, 400);
      const fields = [{ name: text, type: "text" }];
      const fielded = await ask("POST /api/collections", { name: "odd", fields });
      if (fielded.status === 200) await ask("DELETE /api/collections/odd");
      else expectRefusal(fielded, 400);
      const index = `CREATE INDEX ${text} ON odd (id)`;
      const indexed = await ask("POST /api/collections", { name: "odd", indexes: [index] });
      if (indexed.status === 200) await ask("DELETE /api/collections/odd");
      else expectRefusal(indexed, 400);
      const ruled = await ask("POST /api/collections", { name: "odd", listRule: text });
      if (ruled.status === 200) await ask("DELETE /api/collections/odd");
      else expectRefusal(ruled, 400);
    }
    expect((await ask("GET /api/collections/odd")).status).toBe(404);
  });

  test("where somebody signs in is no way in", async () => {
    for (const text of hostile) {
      for (const body of [
        { identity: text, password: text },
        { identity: "a@b.co", password: text, identityField: text },
        { identity: [text], password: { $ne: 1 } },
      ]) {
        for (const collection of ["_superusers", "books"]) {
          const route = `POST /api/collections/${collection}/auth-with-password`;
          expectRefusal(
            await ask(route, body, { headers: { "content-type": "application/json" } }),
          );
        }
      }
    }
  }, 60_000);

  test("for a credential makes a guest or is refused", async () => {
    for (const text of [
      "x",
      "Bearer",
      "Bearer x",
      "a.b.c",
      "vbat_x",
      "vbat_a.b.c",
      "' OR 1",
      token.slice(0, -3),
    ]) {
      const list = await ask("GET /api/collections", undefined, {
        headers: { authorization: text },
      });
      expectRefusal(list, 401);
    }
  });
});
