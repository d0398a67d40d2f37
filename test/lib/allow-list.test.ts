import { expect, test } from "bun:test";
import { AllowList, speaksOf } from "../../src/lib/allow-list.ts";

test.each<[string, string[], string, boolean]>([
  ["no entries allow everything", [], "list_posts", true],
  ["a name", ["list_posts"], "list_posts", true],
  ["nothing else", ["list_posts"], "list_posts2", false],
  ["a star for anything", ["list_*"], "list_posts", true],
  ["as far as it goes", ["list_*"], "get_posts", false],
  ["dots are dots", ["a.c"], "abc", false],
  ["a template's own text", ["x://record/{collection}/{id}"], "x://record/{collection}/{id}", true],
  ["what it stands for", ["x://record/{collection}/{id}"], "x://record/posts/p1", true],
  ["in one part only", ["x://record/{collection}"], "x://record/posts/p1", false],
  ["a template half filled in", ["x://record/posts/{id}"], "x://record/posts/p1", true],
  ["of another collection", ["x://record/posts/{id}"], "x://record/users/u1", false],
  ["an address", ["x://record/posts/p1"], "x://record/posts/p1", true],
])("%s", (_, entries, name, allowed) => {
  expect(new AllowList(entries).has(name)).toBe(allowed);
});

test("a template is offered where anything of it is allowed", () => {
  const template = "x://record/{collection}/{id}";
  expect(new AllowList(["x://record/posts/p1"]).hasSome(template)).toBe(true);
  expect(new AllowList(["x://record/posts/{id}"]).hasSome(template)).toBe(true);
  expect(new AllowList(["x://logs/{date}"]).hasSome(template)).toBe(false);
});

test.each<[string, string, boolean]>([
  ["list_*", "list_posts", true],
  ["*_posts*", "list_posts", true],
  ["*l*t*", "list_posts", false],
  ["x://record/posts/p1", "x://record/{collection}/{id}", true],
  ["x://nothing/{id}", "x://record/{collection}/{id}", false],
])("%s speaks of %s: %p", (entry, name, speaks) => {
  expect(speaksOf(entry, name)).toBe(speaks);
});
