import { describe, expect, test } from "bun:test";
import { Value } from "@sinclair/typebox/value";
import type { Collection } from "../../../src/features/collections/collection.ts";
import {
  createSchema,
  recordSchema,
  updateSchema,
} from "../../../src/features/collections/record-schema.ts";
import { openTestApp } from "../../open-test-app.ts";

const fields = [
  { name: "title", type: "text", required: true, max: 40, help: "Shown on top." },
  { name: "views", type: "number", onlyInt: true, min: 1 },
  { name: "mail", type: "email" },
  { name: "kind", type: "select", values: ["a", "b"] },
  { name: "tags", type: "select", values: ["a", "b"], maxSelect: 2 },
  { name: "place", type: "geoPoint" },
  { name: "meta", type: "json" },
  { name: "near", type: "vector", dimensions: 2 },
  { name: "secret", type: "text", hidden: true },
];

async function openPosts() {
  const app = await openTestApp();
  await app.call("collections.create", { name: "posts", fields });
  const catalog = await app.services.catalogs.current();
  return { app, posts: catalog.get("posts") };
}

const keys = (schema: { properties: object }) => Object.keys(schema.properties);

describe("a collection as schemas", () => {
  test("creating: types, limits and words; hidden fields and dates of the server are not in it", async () => {
    const { posts } = await openPosts();
    const schema = createSchema(posts);
    expect(schema.required).toEqual(["title"]);
    expect(schema.additionalProperties).toBe(false);
    expect(schema.properties.title).toMatchObject({
      type: "string",
      maxLength: 40,
      description: "Shown on top.",
    });
    expect(schema.properties.views).toMatchObject({ type: "integer", minimum: 1 });
    expect(schema.properties.tags).toMatchObject({ type: "array", items: { enum: ["a", "b"] } });
    for (const name of ["secret", "created_at", "updated_at"]) {
      expect(keys(schema)).not.toContain(name);
    }
  });

  test("updating: nothing is required and the id stays", async () => {
    const { posts } = await openPosts();
    const schema = updateSchema(posts);
    expect(schema.required ?? []).toEqual([]);
    expect(keys(schema)).not.toContain("id");
  });

  test("reading: whatever is stored fits, empty values included", async () => {
    const { app, posts } = await openPosts();
    const record = await app.call("records.create", { collection: "posts", data: { title: "x" } });
    expect(record).toMatchObject({ mail: "", kind: "", views: 0 });
    expect([...Value.Errors(recordSchema(posts), record)]).toEqual([]);
  });

  test("people have a password to be written and none to be read", async () => {
    const app = await openTestApp();
    await app.call("collections.create", { name: "users", type: "auth" });
    const users: Collection = (await app.services.catalogs.current()).get("users");
    expect(createSchema(users).required).toEqual(
      expect.arrayContaining(["email", "password", "passwordConfirm"]),
    );
    expect(keys(recordSchema(users))).not.toContain("password");
    expect(keys(createSchema(users))).not.toContain("tokenKey");
  });

  test("nothing in them that some client refuses", async () => {
    const { posts } = await openPosts();
    for (const schema of [createSchema(posts), updateSchema(posts), recordSchema(posts)]) {
      expect(JSON.stringify(schema)).not.toMatch(/\$ref|anyOf|oneOf|allOf|"type":\[/);
    }
  });
});
