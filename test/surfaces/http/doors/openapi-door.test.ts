// What the API says of itself: valid for a validator that is not ours, true for each caller, and
// enough for a client to be made from it.
import { beforeEach, describe, expect, test } from "bun:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import openapiTypeScript, { astToString } from "openapi-typescript";
import { openApiDoor } from "../../../../src/surfaces/http/doors/openapi-door.ts";
import { makeFetch } from "../../../../src/surfaces/http/http-surface.ts";
import { checkProgram } from "../../../check-program.ts";
import { openTestApp, type TestApp } from "../../../open-test-app.ts";

let app: TestApp;
let fetch: (request: Request) => Promise<Response>;

beforeEach(async () => {
  app = await openTestApp();
  const host = { ...app, identify: (text: string) => app.services.identity.identify(text) };
  fetch = makeFetch(host, [openApiDoor(host, app.version)]);
  await app.call("collections.create", {
    name: "people",
    type: "auth",
    listRule: "",
    viewRule: "",
  });
  await app.call("collections.create", {
    name: "blog_posts",
    listRule: "",
    viewRule: "",
    createRule: "@request.auth.id != ''",
    fields: [
      { name: "title", type: "text", required: true, max: 80, help: "Shown on top." },
      { name: "status", type: "select", values: ["draft", "published"] },
      { name: "views", type: "number", onlyInt: true },
      { name: "author", type: "relation", collectionId: "people" },
      { name: "notes", type: "text", hidden: true },
      { name: "meta", type: "json" },
      { name: "place", type: "geoPoint" },
    ],
  });
  await app.call("collections.create", {
    name: "diary",
    fields: [{ name: "post", type: "relation", collectionId: "blog_posts" }],
  });
});

const ask = (token?: string, more: Record<string, string> = {}) =>
  fetch(
    new Request("http://127.0.0.1/api/v1/openapi.json", {
      headers: { ...(token !== undefined && { authorization: token }), ...more },
    }),
  );
const describedTo = async (token?: string): Promise<any> => (await ask(token)).json();
let minted = 0;
const mint = async (input: object): Promise<string> =>
  (await app.call("tokens.mint", { name: `test ${minted++}`, ...input })).token;

describe("the API's description", () => {
  test("is a valid OpenAPI 3.1 document, whoever asks", async () => {
    const tokens = [
      undefined,
      await mint({ scopes: ["admin"] }),
      await mint({ scopes: ["mcp:read"], collections: ["diary"] }),
    ];
    for (const token of tokens) {
      const document = await describedTo(token);
      expect(await new Validator().validate(structuredClone(document))).toEqual({ valid: true });
      expect(document.openapi).toBe("3.1.0");
      const text = JSON.stringify(document);
      const refs = [...text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g)];
      for (const [, kind, name] of refs) expect(document.components[kind!]).toHaveProperty(name!);
      const ids = Object.values<any>(document.paths)
        .flatMap((item) => Object.values<any>(item))
        .map((each) => each.operationId);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test("spells out each collection's records", async () => {
    const { paths, components } = await describedTo();
    const list = paths["/collections/blog_posts/records"].get;
    expect(list.operationId).toBe("listBlogPosts");
    expect(list.parameters.map((each: any) => each.name)).toEqual([
      "filter",
      "sort",
      "page",
      "perPage",
      "skipTotal",
      "fields",
      "expand",
    ]);
    expect(list.responses["200"].content["application/json"].schema.properties.items).toEqual({
      type: "array",
      items: { $ref: "#/components/schemas/BlogPostsRecord" },
    });
    const { BlogPostsRecord: record, BlogPostsCreate: create } = components.schemas;
    expect(create).toMatchObject({
      required: ["title"],
      additionalProperties: false,
      properties: { title: { maxLength: 80, description: "Shown on top." } },
    });
    expect(record.required).toContain("views");
    expect(record.properties.collectionName).toEqual({ type: "string", const: "blog_posts" });
    expect(record.properties.expand.properties).toEqual({
      author: { $ref: "#/components/schemas/PeopleRecord" },
    });
  });

  test("says how files come, what may be tried and what is searched", async () => {
    await app.call("collections.update", {
      collection: "diary",
      search: { fields: ["text"] },
      addFields: [
        { name: "text", type: "text" },
        { name: "photo", type: "file" },
        { name: "scans", type: "file", maxSelect: 3 },
      ],
    });
    const { paths } = await describedTo(await mint({ scopes: ["admin"] }));
    const { get, post } = paths["/collections/diary/records"];
    expect(get.parameters.map((each: any) => each.name)).toContain("search");
    expect(post.parameters.map((each: any) => each.name)).toEqual(["fields", "expand", "dry_run"]);
    const form = post.requestBody.content["multipart/form-data"].schema;
    const binary = { type: "string", contentMediaType: "application/octet-stream" };
    expect(form.properties).toMatchObject({
      photo: binary,
      scans: { type: "array", items: binary },
      text: { type: "string" },
    });
    expect(paths).toHaveProperty("/files/{collection}/{id}/{name}");
    const signIn = paths["/collections/people/auth-with-password"].post;
    expect(signIn.parameters ?? []).toEqual([]);
  });

  test("says of a view what can be read", async () => {
    await app.call("collections.create", {
      name: "titles",
      type: "view",
      viewQuery: "SELECT id, title, author FROM blog_posts",
      listRule: "",
    });
    const { paths, components } = await describedTo(await mint({ scopes: ["admin"] }));
    expect(Object.keys(paths["/collections/titles/records"])).toEqual(["get"]);
    expect(Object.keys(paths["/collections/titles/records/{id}"])).toEqual(["get"]);
    expect(components.schemas.TitlesRecord.properties).toHaveProperty("title");
    expect(components.schemas).not.toHaveProperty("TitlesCreate");
    expect(paths).not.toHaveProperty("/files/{collection}/{id}/{name}");
    expect(Object.keys(paths["/realtime"])).toEqual(["get", "post"]);
  });

  test("tells a guest what a guest may call", async () => {
    const { paths, components } = await describedTo();
    const posts = "/collections/blog_posts/records";
    expect(Object.keys(paths[posts])).toEqual(["get", "post"]);
    expect(Object.keys(paths[`${posts}/{id}`])).toEqual(["get"]);
    expect(Object.keys(paths)).toContain("/collections/people/auth-with-password");
    expect(Object.keys(paths)).not.toContain("/collections");
    expect(components.schemas.BlogPostsRecord.properties).not.toHaveProperty("notes");
    expect(components.schemas).not.toHaveProperty("BlogPostsUpdate");
    expect(/diary/i.test(JSON.stringify([paths, components]))).toBe(false);
  });

  test("tells a superuser everything, hidden fields and closed collections included", async () => {
    const { paths, components } = await describedTo(await mint({ scopes: ["admin"] }));
    expect(Object.keys(paths["/collections"])).toEqual(["get", "post"]);
    expect(paths["/tokens"].post.requestBody.content["application/json"].schema).toMatchObject({
      required: expect.arrayContaining(["name", "scopes"]),
    });
    expect(Object.keys(paths["/collections/diary/records/{id}"])).toEqual([
      "get",
      "patch",
      "delete",
    ]);
    expect(paths["/collections/diary/records/{id}"].delete.responses).toHaveProperty("204");
    expect(components.schemas.BlogPostsRecord.properties).toHaveProperty("notes");
    expect(components.schemas.BlogPostsRecord.properties.expand.properties).toHaveProperty(
      "diary_via_post",
    );
    expect(components.schemas.PeopleCreate.required).toContain("password");
    expect(components.schemas.PeopleRecord.properties).not.toHaveProperty("tokenKey");
  });

  test("tells a token what the token may call", async () => {
    const readOnly = await describedTo(await mint({ scopes: ["mcp:read"] }));
    const methods = Object.entries<any>(readOnly.paths).filter(([path]) => /records/.test(path));
    for (const [, item] of methods) expect(Object.keys(item)).toEqual(["get"]);
    expect(Object.keys(readOnly.paths)).not.toContain("/tokens");

    const confined = await describedTo(
      await mint({ scopes: ["mcp:read", "mcp:write"], collections: ["diary"] }),
    );
    expect(Object.keys(confined.paths)).toContain("/collections/diary/records");
    expect(/blog_posts|BlogPosts|\/people|People[A-Z]/.test(JSON.stringify(confined))).toBe(false);
  });

  test("is sent once as long as nothing changes, and anew at once when something does", async () => {
    const first = await ask();
    const etag = first.headers.get("etag") ?? "";
    expect(first.headers.get("vary")).toContain("Authorization");
    const again = await ask(undefined, { "if-none-match": `"other", W/${etag}` });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe("");
    expect((await ask(await mint({ scopes: ["admin"] }))).headers.get("etag")).not.toBe(etag);

    await app.call("collections.update", { collection: "diary", listRule: "" });
    const changed = await ask(undefined, { "if-none-match": etag });
    expect(changed.status).toBe(200);
    expect(((await changed.json()) as any).paths).toHaveProperty("/collections/diary/records");
  });

  test("answers nothing but a question", async () => {
    const answer = await fetch(
      new Request("http://127.0.0.1/api/v1/openapi.json", { method: "DELETE" }),
    );
    expect(answer.status).toBe(404);
    expect((await ask("vbat_of_nobody_000000000000000000000000000000")).status).toBe(401);
  });
});

describe("a client made from it", () => {
  test("knows the routes, the parameters and the records", async () => {
    const document = await describedTo(await mint({ scopes: ["admin"] }));
    const made = astToString(await openapiTypeScript(structuredClone(document)));
    const program = (line: string) => `
      import type { components, paths } from "./api.ts";
      type List = paths["/collections/blog_posts/records"]["get"];
      export const query: NonNullable<List["parameters"]["query"]> = { filter: "views > 1", perPage: 2 };
      export type Page = List["responses"]["200"]["content"]["application/json"];
      export const views = (page: Page): number[] => page.items.map((item) => item.views);
      export const author = (page: Page) => page.items[0]?.expand?.author?.collectionName;
      export const post: components["schemas"]["BlogPostsCreate"] = { title: "Hello" };
      export const create = (
        body: paths["/collections/blog_posts/records"]["post"]["requestBody"]["content"]["application/json"],
      ) => body;
      ${line}
    `;
    const files = { "api.ts": made };
    expect(await checkProgram({ ...files, "main.ts": program("create(post);") })).toBe("");
    expect(await checkProgram({ ...files, "main.ts": program("create({});") })).toContain("title");
    expect(
      await checkProgram({ ...files, "main.ts": program(`create({ title: "x", titel: "y" });`) }),
    ).toContain("titel");
  });
});
