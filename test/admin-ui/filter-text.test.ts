// What the query box and the filter builder make of what a person types or chooses.
import { describe, expect, test } from "bun:test";
import { completeFilter } from "../../admin-ui/parts/complete-filter.ts";
import { readQueryText } from "../../admin-ui/pages/records/query-text.ts";
import { operatorsFor, writeFilter } from "../../admin-ui/pages/records/toolbar/build-filter.ts";
import type { Collection, Field, FieldTypeName } from "../../src/product.ts";

const field = (name: string, type: FieldTypeName, more: object = {}): Field => ({
  id: name,
  name,
  type,
  system: false,
  hidden: false,
  presentable: false,
  help: "",
  ...more,
});

const collection = (name: string, type: Collection["type"], fields: readonly Field[]) =>
  ({ id: `id_${name}`, name, type, fields, search: null }) as unknown as Collection;

const authors = collection("authors", "auth", [
  field("id", "text"),
  field("name", "text"),
  field("password", "password"),
]);
const posts = collection("posts", "base", [
  field("id", "text"),
  field("title", "text"),
  field("status", "select", { values: ["draft", "published"] }),
  field("author", "relation", { collectionId: authors.id }),
  field("featured", "bool"),
  field("words", "number"),
]);
const all = [authors, posts];

describe("completion", () => {
  const labels = (before: string, isRule = false) =>
    completeFilter(before, posts, all, { isRule }).map(({ label }) => label);

  test.each([
    ["ti", ["title"]],
    ["status = 'draft' && wo", ["words"]],
    ["author.n", ["name"]],
    ["author.pass", []],
    ["author.posts_via", ["posts_via_author"]],
    ["author.posts_via_author.ti", ["title"]],
    ["status = ", ['"draft"', '"published"']],
    ['status = "p', ["published"]],
    ["featured = t", ["true"]],
    ["title:l", ["lower"]],
    ["geo", ["geoDistance("]],
    ["words > @now", ["@now"]],
    ["@request.a", []],
  ])("%s", (before, expected) => {
    expect(labels(before)).toEqual(expected);
  });

  test.each([
    ["@request.auth.na", ["name"]],
    ["@request.auth.posts_via_author.ti", ["title"]],
    ["@request.body.ti", ["title"]],
    ["@request.body.title:i", ["isset"]],
    ["@collection.aut", ["authors"]],
    ["@collection.authors.na", ["name"]],
    ["@request.me", ["@request.method"]],
  ])("in rules: %s", (before, expected) => {
    expect(labels(before, true)).toEqual(expected);
  });

  test("what is offered takes the place of what was typed of it", () => {
    expect(completeFilter("author.na", posts, all)[0]).toMatchObject({
      label: "name",
      replaces: 2,
    });
  });
});

describe("the query box", () => {
  test("a comparison is a filter, words are looked for in every text", () => {
    expect(readQueryText("  ", posts)).toEqual({});
    expect(readQueryText("words > 3", posts)).toEqual({ filter: "words > 3" });
    expect(readQueryText('a "night"', posts)).toEqual({
      filter: String.raw`id ~ "a \"night\"" || title ~ "a \"night\"" || status ~ "a \"night\""`,
    });
    expect(readQueryText("night", { ...posts, search: { fields: ["title"] } })).toEqual({
      search: "night",
    });
  });
});

describe("the filter builder", () => {
  test("writes each type's values as filters have them", () => {
    const conditions = [
      { field: "title", operator: "~", value: 'the "old" town' },
      { field: "words", operator: ">=", value: "300" },
      { field: "featured", operator: "=", value: "false" },
      { field: "author", operator: "empty", value: "" },
      { field: "", operator: "=", value: "nothing chosen" },
    ] as const;
    expect(writeFilter(conditions, posts.fields, "&&")).toBe(
      String.raw`title ~ "the \"old\" town" && words >= 300 && featured = false && author = ""`,
    );
  });

  test("offers what a type can be compared by", () => {
    expect(operatorsFor(field("words", "number"))).not.toContain("~");
    expect(operatorsFor(field("featured", "bool"))).toEqual(["=", "!="]);
  });
});
