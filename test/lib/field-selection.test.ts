import { expect, test } from "bun:test";
import { FieldsSyntaxError, parseFields, projectFields } from "../../src/lib/field-selection.ts";

const post = {
  id: "p1",
  title: "Hello",
  body: "<p>Hello <b>world</b>, how are you?</p><script>alert(1)</script>",
  expand: { author: { id: "a1", name: "Ana" }, tags: [{ id: "t1", label: "red" }] },
};

const rows: [fields: string, kept: unknown][] = [
  ["id", { id: "p1" }],
  ["id, title ", { id: "p1", title: "Hello" }],
  ["missing", {}],
  ["", post],
  ["*", post],
  ["id,expand.author.name", { id: "p1", expand: { author: { name: "Ana" } } }],
  ["expand.tags.label", { expand: { tags: [{ label: "red" }] } }],
  ["expand.*", { expand: post.expand }],
  ["body:excerpt(5)", { body: "Hello" }],
  ["body:excerpt(5,true)", { body: "Hello..." }],
  ["body:excerpt(100,true),id", { id: "p1", body: "Hello world, how are you?" }],
];

for (const [fields, kept] of rows) {
  test(`fields=${fields}`, () => {
    expect(projectFields(post, parseFields(fields))).toEqual(kept);
  });
}

test("a list is projected element by element", () => {
  expect(projectFields([post, post], parseFields("id"))).toEqual([{ id: "p1" }, { id: "p1" }]);
});

test("a modifier that is none is told, not ignored", () => {
  expect(() => parseFields("body:excerp(5)")).toThrow(FieldsSyntaxError);
});
