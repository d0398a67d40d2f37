// What the editor of scripts proposes, from the declarations that the server itself writes.
import { expect, test } from "bun:test";
import { scriptCompleter } from "../../admin-ui/pages/scripts/completion/complete-script.ts";
import type { Collection } from "../../src/product.ts";
import { openTestApp } from "../open-test-app.ts";

async function completer(input: object = { kind: "hook", collection: "posts" }) {
  const app = await openTestApp();
  await app.call("collections.create", {
    name: "people",
    type: "auth",
    fields: [{ name: "nickname", type: "text" }],
  });
  await app.call("collections.create", {
    name: "posts",
    fields: [
      { name: "title", type: "text", required: true },
      { name: "status", type: "select", values: ["draft", "live"] },
      { name: "tags", type: "select", values: ["a", "b"], maxSelect: 2 },
      { name: "author", type: "relation", collectionId: "people" },
      { name: "place", type: "geoPoint" },
    ],
  });
  const { text } = await app.call("scripts.types", input);
  const { items } = await app.call("collections.list", { perPage: 100 });
  const complete = scriptCompleter(text, items as readonly Collection[]);
  return (before: string) => complete(before).map(({ label }) => label);
}

const list = `const { items } = await records.list("posts");\n`;

test.each<[string, readonly string[]]>([
  ["event.", ["record", "original", "auth", "superuser"]],
  ["event.record.", ["title", "status", "place", "author"]],
  ["event.rec", ["record"]],
  ["event.original?.", ["title"]],
  ["event.record.place.", ["lon", "lat"]],
  ["event.record.title.", ["trim", "toLowerCase", "length"]],
  ["event.record.tags.", ["map", "filter", "length"]],
  ["records.", ["list", "get", "create", "update", "delete"]],
  ["console.", ["log", "warn", "error"]],
  ["crypto.", ["randomId", "hmacSha256"]],
  ["now().", ["toISOString"]],
  ["(await fetch('https://example.com')).", ["ok", "status", "json"]],
  ["const answer = await fetch('https://example.com');\nanswer.", ["ok", "json"]],
  ["const one = await records.get('people', 'x');\none.", ["nickname", "verified"]],
  [`const one = await records.get("people", "x");\none.`, ["nickname", "verified"]],
  [`${list}items[0].`, ["title"]],
  [`${list}items.map((each) => each.`, ["title"]],
  [`${list}items.filter(({ title }) => title).map(post => post.`, ["status"]],
  [`${list}for (const item of items) {\n  if (item.`, ["title"]],
  [`const page = await records.list("people");\npage.items.find((who) => who.`, ["nickname"]],
  ["const record = event.record;\nrecord.", ["title"]],
  ["const { record } = event;\nrecord.", ["title"]],
  ["const first = event.record.tags[0] ?? 'a';\nfirst.", ["trim"]],
  ["try {\n  x();\n} catch (thrown) {\n  event.record.", ["title"]],
])("%j: members", async (before, wanted) => {
  const complete = await completer();
  expect(complete(before)).toEqual(expect.arrayContaining([...wanted]));
});

test.each<[string, readonly string[]]>([
  ['records.list("', ["people", "posts"]],
  ['await records.create("po', ["people", "posts"]],
  ['event.record.status = "', ["draft", "live"]],
  ['if (event.record.status === "', ["draft", "live"]],
  ['records.list("posts", { filter: "', ["title", "status"]],
  [`records.list("posts", { filter: 'status = "`, ["draft", "live"]],
  ['records.list("posts", { filter: `author.', ["nickname"]],
  ['records.list("posts", { sort: "-', ["title"]],
  ['records.create("posts", { status: "', ["draft", "live"]],
])("%j: texts", async (before, wanted) => {
  const complete = await completer();
  expect(complete(before)).toEqual(expect.arrayContaining([...wanted]));
});

test.each<[string, readonly string[], readonly string[]]>([
  ['records.list("posts", { ', ["filter", "sort", "perPage"], ["title"]],
  ['records.list("posts", {\n  filter: "a",\n  ', ["sort"], ["filter"]],
  ['records.create("posts", { title: "x", st', ["status"], ["title"]],
  ['records.update("posts", "id", { ', ["title", '"tags+"'], []],
  ['fetch("https://example.com", { ', ["method", "headers", "body"], []],
  ["mail.send({ ", ["to", "subject", "html"], []],
  ['throw new Refusal("No.", { ', ["title", "status"], ["collectionId"]],
])("%j: options", async (before, wanted, unwanted) => {
  const labels = (await completer())(before);
  expect(labels).toEqual(expect.arrayContaining([...wanted]));
  for (const each of unwanted) expect(labels).not.toContain(each);
});

test("names of its own, of what scripts find, and of the language", async () => {
  const complete = await completer();
  const labels = complete("const mine = 1;\nfor (const one of [1]) {\n  const inner = 2;\n  m");
  expect(labels).toEqual(expect.arrayContaining(["mine", "one", "inner", "mail", "await"]));
  expect(complete("if (x) { const hidden = 1; }\nh")).not.toContain("hidden");
});

test.each([
  "// event.",
  "/* records.",
  '"event.',
  "`event.",
  "12",
  "nothing.",
  "const na",
  "/a.",
  "for (const x of x.",
  "const y = y.",
])("%j: nothing", async (before) => {
  expect((await completer())(before)).toEqual([]);
});

test("in a template's expression it is a script again", async () => {
  const complete = await completer();
  expect(complete("log(`it is ${event.record.")).toContain("title");
});

test("the event is the kind's own", async () => {
  expect((await completer({ kind: "route" }))("event.")).toContain("params");
  expect((await completer({ kind: "job" }))("event.")).toContain("cause");
  expect((await completer({ kind: "hook" }))("event.record.")).toContain("id");
});
