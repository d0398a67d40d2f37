import { describe, expect, test } from "bun:test";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

const people = { name: "people", type: "auth", fields: [{ name: "nick", type: "text" }] };
const stamps = [
  { name: "created_at", type: "autodate", onCreate: true },
  { name: "updated_at", type: "autodate", onCreate: true, onUpdate: true },
];
const posts = {
  name: "posts",
  fields: [
    { name: "title", type: "text" },
    { name: "tags", type: "select", values: ["a", "b", "c"], maxSelect: 3 },
    { name: "words", type: "number" },
    { name: "meta", type: "json" },
    { name: "owner", type: "relation", collectionId: "people" },
  ],
  listRule: "",
};

async function openBlog(): Promise<TestApp> {
  const app = await openTestApp();
  await app.call("collections.create", people);
  await app.call("collections.create", posts);
  const rows = [
    { title: "One", tags: ["a", "b"], words: 5, meta: { a: 1 } },
    { title: "Two", tags: ["a"], words: 0 },
    { title: "", tags: [] },
  ];
  for (const data of rows) await app.call("records.create", { collection: "posts", data });
  return app;
}

type Edit = (fields: any[]) => any[];
const without = (name: string) => (fields: any[]) => fields.filter((each) => each.name !== name);
const change = (name: string, options: object) => (fields: any[]) =>
  fields.map((each) => (each.name === name ? { ...each, ...options } : each));

/** What editing the posts would come to. */
async function planOf(fields: Edit, options: object = {}) {
  const app = await openBlog();
  const now = await app.call("collections.view", { collection: "posts" });
  const definition = { ...now, ...options, fields: fields(now.fields as any[]) };
  const plan = await app.call("collections.plan", { collections: [definition], dropFields: true });
  expect(await app.call("collections.view", { collection: "posts" })).toEqual(now);
  return plan.changes as any[];
}

describe("a plan says", () => {
  const same: Edit = (fields) => fields;
  const rows: [what: string, Edit, options: object, steps: object[]][] = [
    ["nothing where nothing changes", same, {}, []],
    [
      "how many values a dropped column takes along",
      without("words"),
      {},
      [
        {
          step: "dropColumn",
          name: "words",
          effect: "loses",
          rows: 1,
          message: "Drops the column words with the values of 1 row.",
        },
      ],
    ],
    ["values of json", without("meta"), {}, [{ step: "dropColumn", rows: 1 }]],
    ["that an empty column takes nothing", without("owner"), {}, [{ rows: 0 }]],
    [
      "what is added",
      (fields) => [...fields, { name: "slug", type: "text" }],
      {},
      [{ step: "addColumn", name: "slug", effect: "adds" }],
    ],
    [
      "that a rename keeps data",
      change("title", { name: "headline" }),
      {},
      [{ step: "renameColumn", name: "headline", effect: "changes" }],
    ],
    [
      "how many rows lose values of a list",
      change("tags", { maxSelect: 1 }),
      {},
      [
        { step: "toSingle", effect: "loses", rows: 1 },
        { step: "changeField", name: "tags" },
      ],
    ],
    [
      "how many rows lack what becomes required",
      change("title", { required: true }),
      {},
      [{ step: "requireField", name: "title", rows: 1 }],
    ],
    ["that the order changes", (fields) => fields.toReversed(), {}, [{ step: "reorderFields" }]],
    [
      "how rules change",
      same,
      { listRule: null },
      [{ step: "changeRule", message: "listRule: everybody → superusers only" }],
    ],
    [
      "that a table is renamed",
      same,
      { name: "articles" },
      [{ step: "renameTable", name: "articles" }],
    ],
    [
      "what is indexed and searched",
      same,
      { indexes: ["CREATE INDEX `words` ON `posts` (`words`)"], search: { fields: ["title"] } },
      [{ step: "createIndex", name: "words" }, { step: "changeSearch" }],
    ],
  ];
  test.each(rows)("%s", async (_, fields, options, steps) => {
    const changes = await planOf(fields, options);
    expect(changes.flatMap((each) => each.steps)).toMatchObject(steps);
    if (steps.length > 0) expect(changes).toMatchObject([{ action: "change", rows: 3 }]);
  });

  test("what an import would delete", async () => {
    const app = await openBlog();
    const plan = await app.call("collections.plan", {
      collections: [{ name: "people", fields: stamps }, { name: "pages" }],
      deleteMissing: true,
    });
    expect(plan.changes).toMatchObject([
      { collection: "pages", action: "create", steps: [{ step: "createTable" }] },
      { collection: "people", action: "change", steps: [{ step: "dropColumn", name: "nick" }, {}] },
      {
        collection: "posts",
        action: "delete",
        rows: 3,
        steps: [{ effect: "loses", message: "Deletes the table posts with 3 rows." }],
      },
    ]);
  });

  test("what new rules are warned of", async () => {
    const app = await openBlog();
    const now = await app.call("collections.view", { collection: "posts" });
    const definition = { ...now, listRule: "owner = @request.auth.id" };
    const { warnings } = await app.call("collections.plan", { collections: [definition] });
    expect(warnings).toMatchObject([{ code: "guest-matches-empty", rule: "listRule" }]);
  });
});

describe("a plan that cannot be", () => {
  test("says where each definition is wrong", async () => {
    const app = await openBlog();
    const collections = [{ name: "fine" }, { name: "odd", fields: [{ name: "", type: "text" }] }];
    expect(app.call("collections.plan", { collections })).rejects.toMatchObject({
      code: "invalid",
      problems: { collections: { 1: { fields: { 1: { name: {} } } } } },
    });
  });

  test("is found where only the rows show it", async () => {
    const app = await openBlog();
    const indexes = ["CREATE UNIQUE INDEX `tagged` ON `posts` (`owner`)"];
    const plan = app.call("collections.plan", { collections: [{ name: "posts", indexes }] });
    expect(plan).rejects.toMatchObject({ code: "invalid" });
  });
});

test("collections are counted, views are not", async () => {
  const app = await openBlog();
  await app.call("collections.create", {
    name: "titles",
    type: "view",
    viewQuery: "SELECT id, title FROM posts",
  });
  const { items } = await app.call("collections.counts", {});
  const counts = Object.fromEntries((items as any[]).map(({ name, records }) => [name, records]));
  expect(counts).toMatchObject({ posts: 3, people: 0 });
  expect(counts).not.toHaveProperty("titles");
});
