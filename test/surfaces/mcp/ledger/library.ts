import type { TestApp } from "../../../open-test-app.ts";

const text = (name: string, more: object = {}) => ({ name, type: "text", ...more });
const number = (name: string, more: object = {}) => ({ name, type: "number", ...more });
const relation = (name: string, collectionId: string) => ({ name, type: "relation", collectionId });

/** Ten collections of a small shop with a blog, as products of this kind have them. */
const collections = [
  { name: "users", type: "auth", fields: [text("name")] },
  {
    name: "posts",
    fields: [
      text("title", { required: true, max: 200 }),
      { name: "body", type: "editor" },
      { name: "status", type: "select", values: ["draft", "published", "archived"] },
      number("views", { onlyInt: true }),
      relation("author", "users"),
      { name: "tags", type: "select", values: ["news", "howto", "release"], maxSelect: 3 },
    ],
    listRule: "",
    viewRule: "",
  },
  {
    name: "comments",
    fields: [relation("post", "posts"), relation("author", "users"), text("text")],
  },
  {
    name: "tasks",
    fields: [
      text("title", { required: true }),
      { name: "done", type: "bool" },
      { name: "due", type: "date" },
      relation("assignee", "users"),
    ],
  },
  {
    name: "products",
    fields: [
      text("name", { required: true }),
      number("price", { min: 0 }),
      number("stock", { onlyInt: true }),
      text("category"),
    ],
  },
  {
    name: "orders",
    fields: [
      relation("customer", "users"),
      relation("product", "products"),
      number("quantity", { min: 1, onlyInt: true }),
      { name: "state", type: "select", values: ["open", "paid", "shipped"] },
    ],
  },
  { name: "documents", fields: [text("title"), { name: "file", type: "file" }] },
  {
    name: "events",
    fields: [text("title"), { name: "at", type: "date" }, { name: "place", type: "geoPoint" }],
  },
  {
    name: "reviews",
    fields: [relation("product", "products"), number("stars", { min: 1, max: 5 }), text("text")],
  },
  { name: "notes", fields: [text("title"), { name: "meta", type: "json" }] },
];

/** Fills an app with them, always with the same records. */
export async function fillLibrary(app: TestApp): Promise<void> {
  for (const each of collections) await app.call("collections.create", each);
  const create = (collection: string, data: object): Promise<{ id: string }> =>
    app.call("records.create", { collection, data });
  const people = ["Ana", "Ben", "Cem", "Dora", "Edi", "Fay", "Gil"];
  const users: string[] = [];
  for (const name of people) {
    const password = `${name} knows 1234567890`;
    const email = `${name.toLowerCase()}@example.com`;
    const data = { name, email, emailVisibility: true, password, passwordConfirm: password };
    users.push((await create("users", data)).id);
  }
  const someone = (index: number) => users[index % users.length];
  for (let index = 0; index < 24; index++) {
    await create("posts", {
      title: `What we learned in week ${index + 1}`,
      body: `<p>${"We built things and took some of them away again. ".repeat(4)}</p>`,
      status: ["draft", "published"][index % 2],
      views: index * 37,
      author: someone(index),
      tags: ["news"],
    });
  }
  for (let index = 0; index < 12; index++) {
    const title = `Call customer ${index + 1} back`;
    await create("tasks", { title, done: index % 3 === 0, assignee: someone(index) });
  }
  for (let index = 0; index < 5; index++) {
    const data = { name: `Lamp ${index + 1}`, price: 19 + index, stock: index, category: "light" };
    await create("products", data);
  }
  const long = "A sentence that goes on and on without saying much. ".repeat(40);
  for (let index = 0; index < 60; index++) {
    await create("notes", { title: `Minutes ${index + 1}`, meta: { text: long } });
  }
  await create("documents", {
    title: "Terms",
    file: { name: "terms.md", text: "# Terms\n\nBe kind. Pay in time." },
  });
}
