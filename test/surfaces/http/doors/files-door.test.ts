import { beforeEach, describe, expect, test } from "bun:test";
import { encode } from "fast-png";
import { makeFetch } from "../../../../src/surfaces/http/http-surface.ts";
import { filesDoor } from "../../../../src/surfaces/http/doors/files-door.ts";
import { openTestApp, signedIn, type TestApp } from "../../../open-test-app.ts";

let app: TestApp;
let record: Record<string, any>;
let fetch: (request: Request) => Promise<Response>;

/** A shelf of public files, and one of letters that only their owner may see. */
beforeEach(async () => {
  app = await openTestApp();
  await app.call("collections.create", {
    name: "people",
    type: "auth",
    listRule: "",
    viewRule: "",
  });
  await app.call("collections.create", {
    name: "letters",
    viewRule: "@request.context = 'protectedFile' && owner = @request.auth.id",
    fields: [
      { name: "owner", type: "relation", collectionId: "people" },
      { name: "open", type: "file", maxSelect: 9, thumbs: ["20x20", "0x10"] },
      { name: "locked", type: "file", protected: true },
    ],
  });
  for (const email of ["ana@example.com", "ben@example.com"]) await person(email);
  record = await app.call("records.create", {
    collection: "letters",
    data: {
      owner: await idOf("ana@example.com"),
      open: [
        { name: "note.txt", text: "hello" },
        { name: "page.html", text: "<script>alert(1)</script>" },
        { name: "drawing.svg", text: "<svg/>" },
        { name: "picture.png", base64: picture() },
      ],
      locked: { name: "secret.txt", text: "secret" },
    },
  });
  fetch = makeFetch(app, [filesDoor(app)]);
});

function picture(): string {
  return encode({
    width: 40,
    height: 20,
    data: new Uint8Array(40 * 20 * 3),
    channels: 3,
  }).toBase64();
}

const person = (email: string) =>
  app.call("records.create", {
    collection: "people",
    data: { email, password: "12345678", passwordConfirm: "12345678" },
  });

async function idOf(email: string): Promise<string> {
  const filter = `email = '${email}'`;
  return (await app.call("records.list", { collection: "people", filter })).items[0].id;
}

async function fileTokenOf(email: string): Promise<string> {
  const caller = await signedIn(app, "people", await idOf(email));
  return (await app.call("files.createToken", {}, caller)).token;
}

const named = (start: string) => record.open.find((name: string) => name.startsWith(start));

const get = (name: string, headers: Record<string, string> = {}, root = "/api/files/letters") =>
  fetch(new Request(`http://127.0.0.1${root}/${record.id}/${name}`, { headers }));

describe("a file", () => {
  test("comes with its type, its time, and nothing a browser would run", async () => {
    const response = await get(named("note"));
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("hello");
    const { headers } = response;
    expect(headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(headers.get("content-disposition")).toBe(`attachment; filename="${named("note")}"`);
    expect(headers.get("content-security-policy")).toBe(
      "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; sandbox",
    );
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cache-control")).toBe("max-age=2592000, stale-while-revalidate=86400");
    expect(headers.get("accept-ranges")).toBe("bytes");
    expect(Date.parse(headers.get("last-modified")!)).toBeGreaterThan(Date.now() - 60_000);
  });

  test("comes under both roots, by the collection's name and id, in any case", async () => {
    for (const root of [
      "/api/v1/files/letters",
      `/api/files/${record.collectionId}`,
      "/api/files/LETTERS",
    ]) {
      expect((await get(named("note"), {}, root)).status).toBe(200);
    }
  });

  const shown: [start: string, type: string, disposition: string][] = [
    ["picture", "image/png", "inline"],
    ["page", "text/html; charset=utf-8", "attachment"],
    ["drawing", "image/svg+xml", "attachment"],
  ];
  for (const [start, type, disposition] of shown) {
    test(`that is ${type} is ${disposition}`, async () => {
      const { headers } = await get(named(start));
      expect(headers.get("content-type")).toBe(type);
      expect(headers.get("content-disposition")).toStartWith(`${disposition};`);
    });
  }

  test("is saved where the address says so", async () => {
    const { headers } = await get(`${named("picture")}?download=1`);
    expect(headers.get("content-disposition")).toStartWith("attachment;");
  });

  test("comes in parts", async () => {
    const part = await get(named("note"), { range: "bytes=1-2" });
    expect(part.status).toBe(206);
    expect(part.headers.get("content-range")).toBe("bytes 1-2/5");
    expect(part.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(await part.text()).toBe("el");
    const none = await get(named("note"), { range: "bytes=9-" });
    expect(none.status).toBe(416);
    expect(none.headers.get("content-range")).toBe("bytes */5");
  });

  test("comes in parts only if it is still the same", async () => {
    const range = "bytes=1-2";
    const modified = (await get(named("note"))).headers.get("last-modified")!;
    expect((await get(named("note"), { range, "if-range": modified })).status).toBe(206);
    const old = new Date(0).toUTCString();
    expect((await get(named("note"), { range, "if-range": old })).status).toBe(200);
  });

  test("does not come again to whoever has it", async () => {
    const modified = (await get(named("note"))).headers.get("last-modified")!;
    const again = await get(named("note"), { "if-modified-since": modified });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe("");
    const old = new Date(0).toUTCString();
    expect((await get(named("note"), { "if-modified-since": old })).status).toBe(200);
  });

  test.each([
    ["an unknown name", () => get("nope.txt")],
    ["a name that leads elsewhere", () => get(`..%2F${record.id}%2F${named("note")}`)],
    ["a broken escape", () => get("%E0%A4%A")],
    [
      "an unknown record",
      () => fetch(new Request(`http://x/api/files/letters/nope/${named("note")}`)),
    ],
    ["an unknown collection", () => get(named("note"), {}, "/api/files/nope")],
    [
      "another method",
      () =>
        fetch(
          new Request(`http://x/api/files/letters/${record.id}/${named("note")}`, {
            method: "POST",
          }),
        ),
    ],
  ])("is not found: %s", async (_, ask) => {
    const response = await ask();
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ status: 404, data: {} });
  });
});

describe("a thumb", () => {
  const sizeOf = async (response: Response) => {
    const { width, height } = await new Bun.Image(await response.bytes()).metadata();
    return `${width}x${height}`;
  };

  test("is made in the field's sizes and in 100x100, and in no others", async () => {
    const picture = named("picture");
    for (const [thumb, size] of [
      ["20x20", "20x20"],
      ["0x10", "20x10"],
      ["100x100", "100x100"],
      ["30x30", "40x20"],
      ["20x20t", "40x20"],
      ["..%2F20x20", "40x20"],
    ]) {
      expect(await sizeOf(await get(`${picture}?thumb=${thumb}`))).toBe(size!);
    }
  });

  test("has a name and a place of its own, and goes with its image", async () => {
    const picture = named("picture");
    const asked = await Promise.all([1, 2, 3].map(() => get(`${picture}?thumb=20x20`)));
    for (const { headers } of asked) {
      expect(headers.get("content-disposition")).toBe(`inline; filename="20x20_${picture}"`);
    }
    const { blobs } = app.contextFor(await signedIn(app, "people", record.owner));
    const path = `${record.collectionId}/${record.id}/thumbs_${picture}/20x20_${picture}`;
    expect(await blobs.open(path)).not.toBeNull();
    const data = { "open-": picture };
    await app.call("records.update", { collection: "letters", id: record.id, data });
    expect(await blobs.open(path)).toBeNull();
    expect((await get(`${picture}?thumb=20x20`)).status).toBe(404);
  });

  test("of what is no image is the file itself", async () => {
    expect(await (await get(`${named("note")}?thumb=20x20`)).text()).toBe("hello");
  });
});

describe("a protected file", () => {
  test("comes to whoever may view the record, by their file token alone", async () => {
    expect((await get(record.locked)).status).toBe(404);
    const ana = await fileTokenOf("ana@example.com");
    const response = await get(`${record.locked}?token=${ana}`);
    expect(await response.text()).toBe("secret");
    expect(response.headers.get("cache-control")).toStartWith("private,");
    const ben = await fileTokenOf("ben@example.com");
    expect((await get(`${record.locked}?token=${ben}`)).status).toBe(404);
    expect((await get(`${record.locked}?token=junk`)).status).toBe(404);
  });

  test("does not come for a session, in the header or in the address", async () => {
    const { token } = await app.call("auth.withPassword", {
      collection: "people",
      identity: "ana@example.com",
      password: "12345678",
    });
    expect((await get(record.locked, { authorization: token })).status).toBe(404);
    expect((await get(`${record.locked}?token=${token}`)).status).toBe(404);
  });

  test("comes for an API token within its limits", async () => {
    const mint = async (input: object) =>
      (await app.call("tokens.mint", { name: Math.random().toString(36), ...input })).token;
    const all = await mint({ scopes: ["mcp:read"] });
    expect((await get(record.locked, { authorization: `Bearer ${all}` })).status).toBe(200);
    const confined = await mint({ scopes: ["mcp:read"], collections: ["people"] });
    expect((await get(record.locked, { authorization: `Bearer ${confined}` })).status).toBe(403);
  });

  test("is no secret where its field is not protected", async () => {
    expect((await get(`${named("note")}?token=junk`)).status).toBe(200);
  });
});

describe("a view's file", () => {
  const view = (name: string, viewQuery: string, viewRule: string | null) =>
    app.call("collections.create", { name, type: "view", viewQuery, viewRule });

  test("is the file of the record it comes from, under the view's rule", async () => {
    await view("shown", "select id, owner, open, locked from letters", "owner = @request.auth.id");
    const root = "/api/files/shown";
    expect(await (await get(named("note"), {}, root)).text()).toBe("hello");
    const thumb = await get(`${named("picture")}?thumb=20x20`, {}, root);
    expect(thumb.headers.get("content-disposition")).toContain("20x20_");
    expect((await get(record.locked, {}, root)).status).toBe(404);
    const ben = await fileTokenOf("ben@example.com");
    expect((await get(`${record.locked}?token=${ben}`, {}, root)).status).toBe(404);
    const ana = await fileTokenOf("ana@example.com");
    expect(await (await get(`${record.locked}?token=${ana}`, {}, root)).text()).toBe("secret");
  });

  test("is found where the view makes ids of its own", async () => {
    await view("numbered", "select (row_number() over ()) as id, open from letters", null);
    const found = (name: string, id: string) =>
      fetch(new Request(`http://x/api/files/numbered/${id}/${name}`));
    expect(await (await found(named("note"), "1")).text()).toBe("hello");
    expect((await found(record.locked, "1")).status).toBe(404);
    expect((await found(named("note"), "2")).status).toBe(404);
  });
});

describe("a file token", () => {
  test("is for whoever is signed in", async () => {
    expect(
      (
        await app.refusal(
          "files.createToken",
          {},
          { superuser: false, record: null, token: null, actor: "guest" },
        )
      ).code,
    ).toBe("unauthenticated");
    expect((await fileTokenOf("ana@example.com")).split(".")).toHaveLength(3);
  });

  test("is no session", async () => {
    const token = await fileTokenOf("ana@example.com");
    expect(await app.identify(token)).toMatchObject({ actor: "guest" });
  });

  test("ends after minutes", async () => {
    const token = await fileTokenOf("ana@example.com");
    const { exp } = JSON.parse(atob(token.split(".")[1]!));
    expect(exp * 1000 - Date.now()).toBeWithin(170_000, 181_000);
  });
});
