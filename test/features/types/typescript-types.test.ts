// The types are judged by a compiler: the right program passes, each wrong line fails.
import { beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openApp } from "../../../src/app.ts";
import { guest, localOperator, type Caller } from "../../../src/kernel/caller.ts";
import { invoke } from "../../../src/kernel/invoke.ts";
import { checkProgram } from "../../check-program.ts";

let full: string;
let open: string;

beforeAll(async () => {
  const directory = await mkdtemp(join(tmpdir(), "vaultbase-test-"));
  const app = await openApp({ directory });
  const call = (name: string, input: object, caller: Caller = localOperator): Promise<any> =>
    invoke(app.contextFor(caller), app.operations.get(name)!, input);
  await call("collections.create", { name: "people", type: "auth", listRule: "", viewRule: "" });
  await call("collections.create", {
    name: "blog_posts",
    listRule: "",
    viewRule: "",
    fields: [
      { name: "title", type: "text", required: true, help: "Shown on top. */ Not the end." },
      { name: "slug", type: "text", autogeneratePattern: "[a-z]{8}" },
      { name: "status", type: "select", values: ["draft", "published", `"odd"`] },
      { name: "level", type: "select", values: ["low", "high"], required: true },
      { name: "tags", type: "select", values: ["a", "b"], maxSelect: 2 },
      { name: "views", type: "number" },
      { name: "pinned", type: "bool" },
      { name: "author", type: "relation", collectionId: "people" },
      { name: "readers", type: "relation", collectionId: "people", maxSelect: 9 },
      { name: "meta", type: "json" },
      { name: "place", type: "geoPoint" },
      { name: "near", type: "vector", dimensions: 2 },
      { name: "photo", type: "file" },
      { name: "scans", type: "file", maxSelect: 3 },
      { name: "notes", type: "text", hidden: true },
    ],
  });
  await call("collections.create", {
    name: "comments",
    viewRule: "",
    fields: [{ name: "post", type: "relation", collectionId: "blog_posts", required: true }],
  });
  await call("collections.create", {
    name: "diary",
    fields: [{ name: "post", type: "relation", collectionId: "blog_posts" }],
  });
  await call("collections.create", {
    name: "titles",
    type: "view",
    viewQuery: "SELECT id, title, author FROM blog_posts",
  });
  full = (await call("types.typescript", {})).text;
  open = (await call("types.typescript", {}, guest)).text;
  await app.close();
  await rm(directory, { recursive: true, force: true });
});

const head = `
  import PocketBase from "pocketbase";
  import type { BlogPostsCreate, BlogPostsRecord, PeopleRecord, TypedPocketBase } from "./vaultbase.ts";

  const pb = new PocketBase("http://127.0.0.1:8091") as TypedPocketBase;
  const posts = pb.collection("blog_posts");
  export const check = async (): Promise<unknown> => {
`;
const compile = (types: string, lines: string): Promise<string> =>
  checkProgram({
    "vaultbase.ts": types,
    "main.ts": `${head}${lines}\nreturn pb.authStore.token;\n};`,
  });

test("a program that is right", async () => {
  const errors = await compile(
    full,
    `
    const page = await posts.getList(1, 20, { filter: pb.filter("views > {:n}", { n: 3 }), expand: "author" });
    const titles: string[] = page.items.map((post) => post.title);
    const author: PeopleRecord | undefined = page.items[0]?.expand?.author;
    const email: string | undefined = author?.email;
    const back = page.items[0]?.expand?.comments_via_post?.map((comment) => comment.post);
    const made = await posts.create({
      title: "Hello", status: "draft", level: "low", tags: ["a"], views: 1, pinned: true, author: "id",
      readers: ["id"], meta: { any: 1 }, place: { lon: 1, lat: 2 }, near: [1, 2],
      "slug:autogenerate": "",
    });
    await posts.create({ title: "x", level: "low", photo: new Blob(["x"]), scans: [new File(["x"], "a.txt")] });
    await posts.update(made.id, { photo: null, "scans-": made.scans[0]!, "scans+": new File(["y"], "b.txt") });
    const shown: string = pb.files.getURL(made, made.photo, { thumb: "100x100" });
    await posts.create(new FormData());
    const draft: BlogPostsCreate = { title: "x", level: "high", status: "" };
    await posts.update(made.id, { title: "Other", "views+": 1, "tags-": "a", "+tags": ["b"], "readers+": "id" });
    const one = await posts.getOne<BlogPostsRecord<{ seen: boolean }>>(made.id);
    const seen: boolean = one.meta.seen;
    const lat: number = one.place.lat + one.near[0]! + one.views;
    const status: "" | "draft" | "published" | '"odd"' = one.status;
    const level: "low" | "high" = one.level;
    const secret: string | undefined = one.notes;
    const name: "blog_posts" = one.collectionName;
    const views = await pb.collection("titles").getFullList({ expand: "author" });
    const viewed: string | undefined = views[0]?.title ?? views[0]?.expand?.author?.id;
    const all = await pb.collection("comments").getFullList({ sort: "-created_at" });
    const when: string | undefined = all[0]?.created_at;
    const first = await posts.getFirstListItem('title = "x"');
    await posts.subscribe("*", ({ action, record }) => console.log(action, record.title, first.id));
    const signedIn = await pb.collection("people").authWithPassword("a@b.c", "1234567890");
    const verified: boolean = signedIn.record.verified;
    await pb.collection("people").create({ email: "a@b.c", password: "1234567890", passwordConfirm: "1234567890" });
    await pb.collection("people").update("id", { password: "x", passwordConfirm: "x", oldPassword: "y" });
    await pb.collection("_superusers").authWithPassword("root@example.com", "1234567890");
    await pb.health.check();
    await posts.delete(one.id);
    console.log(titles, email, back, draft, seen, lat, status, level, secret, name, when, verified, shown, viewed);
    `,
  );
  expect(errors).toBe("");
});

describe("a program that is wrong", () => {
  const wrong: [what: string, line: string, says: string][] = [
    ["a field that is not there", `(await posts.getOne("x")).titel;`, "titel"],
    [
      "a value that cannot be chosen",
      `await posts.create({ title: "x", level: "middle" });`,
      "middle",
    ],
    ["a required field left out", `await posts.create({ level: "low" });`, "title"],
    ["a misspelt field in an update", `await posts.update("x", { titel: "y" });`, "titel"],
    ["text for a number", `await posts.update("x", { views: "1" });`, "number"],
    [
      "a date that the server sets",
      `await posts.update("x", { created_at: "2026" });`,
      "created_at",
    ],
    ["writing to a view", `await pb.collection("titles").create({ title: "x" });`, "FormData"],
    ["a collection that is not there", `pb.collection("blog_post");`, "blog_post"],
    ["an expand that is not there", `(await posts.getOne("x")).expand?.writer;`, "writer"],
    [
      "a relation to many as one",
      `await posts.create({ title: "x", level: "low", readers: "id" });`,
      "string[]",
    ],
    [
      "an empty choice where one is required",
      `await posts.update("x", { level: "" });`,
      '"high" | "low"',
    ],
    [
      "a password that is read",
      `(await pb.collection("people").getOne("x")).password;`,
      "password",
    ],
    ["json taken for granted", `(await posts.getOne("x")).meta.seen;`, "unknown"],
  ];
  for (const [what, line, says] of wrong) {
    test(what, async () => {
      const errors = await compile(full, line);
      expect(errors).toContain(says);
      expect(errors).toMatch(/main\.ts\(\d+,\d+\): error TS/);
      expect(errors.match(/error TS/g)).toHaveLength(1);
    });
  }
});

test("a guest gets what a guest may see", async () => {
  expect(open).toContain("export interface BlogPostsRecord");
  expect(/diary|notes/i.test(open)).toBe(false);
  expect(await compile(open, `(await posts.getOne("x")).title;`)).toBe("");
  expect(await compile(open, `(await posts.getOne("x")).notes;`)).toContain("notes");
});
