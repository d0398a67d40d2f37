import { describe, expect, test } from "bun:test";
import { openApp } from "../../../src/app.ts";
import { superusersId } from "../../../src/features/collections/collection.ts";
import { guest } from "../../../src/kernel/caller.ts";
import type { Problems } from "../../../src/kernel/failure.ts";
import { sql } from "../../../src/kernel/sql.ts";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

const namesOf = (collection: { fields: { name: string }[] }) =>
  collection.fields.map((field) => field.name);

describe("a new collection", () => {
  test("gets an id and, when it says nothing of time, two dates", async () => {
    const app = await openTestApp();
    const made = await app.call("collections.create", {
      name: "posts",
      fields: [{ name: "title", type: "text", required: true }],
    });
    expect(namesOf(made)).toEqual(["id", "title", "created_at", "updated_at"]);
    expect(made).toMatchObject({ name: "posts", type: "base", system: false, listRule: null });
    const record = await app.call("records.create", {
      collection: "posts",
      data: { title: "Hello" },
    });
    expect(record.id).toMatch(/^[a-z0-9]{15}$/);
    expect(record.created_at).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  test("keeps its own idea of time", async () => {
    const app = await openTestApp();
    const made = await app.call("collections.create", {
      name: "posts",
      fields: [{ name: "born", type: "autodate", onCreate: true }],
    });
    expect(namesOf(made)).toEqual(["id", "born"]);
    const imported = await app.call("collections.create", {
      name: "rows",
      fields: [{ name: "created_at", type: "date" }],
    });
    expect(namesOf(imported)).toEqual(["id", "created_at", "updated_at"]);
  });

  test("has the same ids wherever it is made", async () => {
    const make = async () => {
      const app = await openTestApp();
      const fields = [{ name: "title", type: "text" }];
      const { id, fields: made } = await app.call("collections.create", { name: "posts", fields });
      return [id, made.map((field: { id: string }) => field.id)];
    };
    expect(await make()).toEqual(await make());
  });

  test("and its fields may be called whatever PocketBase calls them", async () => {
    const app = await openTestApp();
    const fields = [{ name: "2fa", type: "text" }];
    await app.call("collections.create", { name: "3d_models", fields });
    const made = await app.call("records.create", {
      collection: "3d_models",
      data: { "2fa": "x" },
    });
    const { items } = await app.call("records.list", { collection: "3d_models" });
    expect(items).toMatchObject([{ id: made.id, "2fa": "x" }]);
    const { text } = await app.call("types.typescript", {});
    expect(text).toContain('"2fa": string');
  });

  test("of people has what signing in needs, whatever was left out", async () => {
    const app = await openTestApp();
    const made = await app.call("collections.create", {
      name: "users",
      type: "auth",
      fields: [{ name: "tokenKey", type: "text", hidden: false }],
    });
    expect(namesOf(made).slice(0, 6)).toEqual([
      "id",
      "tokenKey",
      "password",
      "email",
      "emailVisibility",
      "verified",
    ]);
    expect(made.fields[1]).toMatchObject({ hidden: true, required: true, system: true });
    expect(made.indexes).toHaveLength(2);
    expect(made.passwordAuth).toEqual({ enabled: true, identityFields: ["email"] });
    expect(made.authToken).toEqual({ duration: 5 * 24 * 60 * 60 });
  });

  test("may relate to others and to itself by name", async () => {
    const app = await openTestApp();
    const people = await app.call("collections.create", { name: "people" });
    const made = await app.call("collections.create", {
      name: "posts",
      fields: [
        { name: "author", type: "relation", collectionId: "people" },
        { name: "parent", type: "relation", collectionId: "posts" },
      ],
    });
    expect(made.fields[1].collectionId).toBe(people.id);
    expect(made.fields[2].collectionId).toBe(made.id);
  });

  test("is there at once for another process", async () => {
    const app = await openTestApp();
    const other = await openApp({ directory: app.directory });
    await other.services.catalogs.current();
    await app.call("collections.create", { name: "posts" });
    expect((await other.services.catalogs.current()).find("posts")).toBeDefined();
    await other.close();
  });

  test("leaves a change behind that holds no secret", async () => {
    const app = await openTestApp();
    const { id } = await app.call("collections.create", { name: "users", type: "auth" });
    await app.call("collections.update", { collection: "users", listRule: "" });
    const changes = await app.storage.all<{ action: string; record: string; before: string }>(
      sql`SELECT * FROM "_changes" WHERE "collection" = '_collections' ORDER BY "sequence"`,
    );
    expect(changes.map(({ action, record }) => [action, record])).toEqual([
      ["create", id],
      ["update", id],
    ]);
    expect(changes[1]!.before).not.toContain("secret");
  });
});

const text = (name: string) => ({ fields: [{ name, type: "text" }] });
const field = (options: object) => ({ fields: [{ name: "f", ...options }] });

/** What is asked for beside `{name: "posts"}`, the path of the problem and its code. */
const refused: [object, string, string][] = [
  [{ name: "" }, "name", "validation_required"],
  [{ name: "a b" }, "name", "validation_match_invalid"],
  [{ name: '"; DROP TABLE people; --' }, "name", "validation_match_invalid"],
  [{ name: "__proto__" }, "name", "validation_not_in_invalid"],
  [{ name: "constructor" }, "name", "validation_not_in_invalid"],
  [{ name: "_hidden" }, "name", "validation_collection_name_invalid"],
  [{ name: "SQLITE_x" }, "name", "validation_collection_name_invalid"],
  [{ name: "_Changes" }, "name", "validation_collection_name_invalid"],
  [{ name: "PEOPLE" }, "name", "validation_collection_name_exists"],
  [{ name: "a_via_b" }, "name", "validation_found_via"],
  [{ name: "x".repeat(256) }, "name", "validation_length_out_of_range"],
  [{ id: superusersId }, "id", "validation_invalid_or_existing_id"],
  [{ id: "a b" }, "id", "validation_match_invalid"],
  [{ type: "table" }, "type", "validation_in_invalid"],
  [text("a b"), "fields.1.name", "validation_match_invalid"],
  [text("collectionId"), "fields.1.name", "validation_not_in_invalid"],
  [text("rowid"), "fields.1.name", "validation_not_in_invalid"],
  [text("toString"), "fields.1.name", "validation_not_in_invalid"],
  [text("ID"), "fields.1.name", "validation_duplicated_field_name"],
  [field({ type: "movie" }), "fields.0.type", "validation_in_invalid"],
  [field({ type: "text", mx: 5 }), "fields.0.mx", "validation_unknown_option"],
  [field({ type: "text", min: "abc" }), "fields.1.min", "validation_invalid_value"],
  [
    field({ type: "text", min: 3, max: 2 }),
    "fields.1.max",
    "validation_min_greater_equal_than_required",
  ],
  [field({ type: "text", pattern: "(" }), "fields.1.pattern", "validation_invalid_regex"],
  [
    field({ type: "text", pattern: "^a$", autogeneratePattern: "b" }),
    "fields.1.autogeneratePattern",
    "validation_invalid_autogenerate_pattern_value",
  ],
  [
    field({ type: "text", primaryKey: true }),
    "fields.1.primaryKey",
    "validation_unsupported_composite_pk",
  ],
  [field({ type: "text", min: -1 }), "fields.1.min", "validation_min_greater_equal_than_required"],
  [
    field({ type: "file", thumbs: ["9x9", "big"] }),
    "fields.1.thumbs.1",
    "validation_match_invalid",
  ],
  [
    field({ type: "url", onlyDomains: ["a.co", "b"] }),
    "fields.1.onlyDomains.1",
    "validation_is_domain",
  ],
  [
    field({ type: "email", onlyDomains: ["a.co"], exceptDomains: ["b.co"] }),
    "fields.1.exceptDomains",
    "validation_empty",
  ],
  [
    { type: "auth", fields: [{ name: "oldPassword", type: "text" }] },
    "fields.1.name",
    "validation_reserved_field_name",
  ],
  [{ id: "x".repeat(101) }, "id", "validation_length_out_of_range"],
  [{ fields: [{ name: "id", type: "number" }] }, "fields.0.type", "validation_system_field_change"],
  [field({ type: "number", min: 2, max: 1 }), "fields.1.max", "validation_min_number_constraint"],
  [field({ type: "select" }), "fields.1.values", "validation_required"],
  [
    field({ type: "select", values: ["a"], maxSelect: 2 }),
    "fields.1.maxSelect",
    "validation_max_less_equal_than_required",
  ],
  [field({ type: "relation" }), "fields.1.collectionId", "validation_required"],
  [
    field({ type: "relation", collectionId: "poeple" }),
    "fields.1.collectionId",
    "validation_field_relation_missing_collection",
  ],
  [field({ type: "date", min: "soon" }), "fields.1.min", "validation_invalid_date"],
  [field({ type: "autodate" }), "fields.1.onUpdate", "validation_required"],
  [field({ type: "vector" }), "fields.1.dimensions", "validation_required"],
  [{ listRule: "nope = 1" }, "listRule", "validation_invalid_rule"],
  [
    { indexes: ["CREATE INDEX i ON posts (nope)"] },
    "indexes.0",
    "validation_invalid_index_expression",
  ],
  [
    { indexes: ["CREATE INDEX i ON posts (nope)", "CREATE INDEX i ON posts (id)"] },
    "indexes.1",
    "validation_duplicated_index_name",
  ],
  [{ indexes: ["DROP TABLE people"] }, "indexes.0", "validation_invalid_index_expression"],
  [
    { indexes: ["CREATE INDEX _changes_more ON posts (id)"] },
    "indexes.0",
    "validation_invalid_index_expression",
  ],
  [
    { indexes: ["CREATE INDEX idx_people ON posts (id)"] },
    "indexes.0",
    "validation_existing_index_name",
  ],
  [
    { type: "auth", passwordAuth: { identityFields: ["nick"] } },
    "passwordAuth.identityFields",
    "validation_missing_field",
  ],
  [
    {
      type: "auth",
      fields: [{ name: "nick", type: "text" }],
      passwordAuth: { identityFields: ["nick"] },
    },
    "passwordAuth.identityFields",
    "validation_missing_unique_constraint",
  ],
];

test("an index keeps the name that PocketBase gave it", async () => {
  const app = await openTestApp();
  const indexes = ["CREATE INDEX `__pb_tags__created_idx` ON `tags` (`created_at`)"];
  const made = await app.call("collections.create", { name: "tags", indexes });
  expect(made.indexes).toEqual(indexes);
});

describe("what cannot be a collection is refused and leaves nothing behind", () => {
  async function openPeople(): Promise<TestApp> {
    const app = await openTestApp();
    const indexes = ["CREATE INDEX idx_people ON people (id)"];
    await app.call("collections.create", { name: "people", indexes });
    return app;
  }

  test.each(refused)("%j: %s is %s", async (given, path, code) => {
    const app = await openPeople();
    const before = await app.call("collections.list", {});
    const failure = await app.refusal("collections.create", { name: "posts", ...given });
    expect(failure.code).toBe("invalid");
    let problem: unknown = failure.problems;
    for (const step of path.split(".")) problem = (problem as Problems)[step];
    expect(problem).toMatchObject({ code });
    expect(failure.hint).toBeString();
    expect(await app.call("collections.list", {})).toEqual(before);
    expect(await app.storage.hasTable("posts")).toBe(false);
  });

  test("hints name the field, not its place", async () => {
    const app = await openTestApp();
    const failure = await app.refusal("collections.create", {
      name: "posts",
      ...field({ type: "select" }),
    });
    expect(failure.hint).toBe("fields.f.values: Cannot be blank.");
  });

  test("nobody but superusers is asked what is wrong with it", async () => {
    const app = await openTestApp();
    const failure = await app.refusal("collections.create", { name: "" }, guest);
    expect(failure.code).toBe("unauthenticated");
  });
});
