import { describe, expect, test } from "bun:test";
import { openTestApp, type TestApp } from "../../open-test-app.ts";

async function openBlog(): Promise<TestApp> {
  const app = await openTestApp();
  for (const name of ["posts", "post_tags", "authors"]) {
    await app.call("collections.create", { name, type: name === "authors" ? "auth" : "base" });
  }
  return app;
}

const namesOf = async (app: TestApp, filter: string) => {
  const { items } = await app.call("collections.list", { filter, sort: "name" });
  return items.map(({ name }: { name: string }) => name);
};

test("collections are listed oldest first", async () => {
  const { items } = await (await openBlog()).call("collections.list", { filter: "system = false" });
  const names = items.map(({ name }: { name: string }) => name);
  expect(names).toEqual(["posts", "post_tags", "authors"]);
});

describe("filtering collections", () => {
  const rows: [filter: string, found: string[]][] = [
    ["name = 'posts'", ["posts"]],
    ["name ~ 'POST'", ["post_tags", "posts"]],
    ["name ~ 'post_'", ["post_tags"]],
    ["name ~ 'p%s'", ["post_tags", "posts"]],
    ["name !~ 'post' && system = false", ["authors"]],
    ["system = false && (type = 'auth' || name = 'posts')", ["authors", "posts"]],
    ["created = null", []],
  ];
  for (const [filter, found] of rows) {
    test(filter, async () => {
      expect(await namesOf(await openBlog(), filter)).toEqual(found);
    });
  }

  test("by what they do not have is refused with what they have", async () => {
    const refusal = await (await openBlog()).refusal("collections.list", { filter: "nam = 'x'" });
    expect(refusal).toMatchObject({ code: "invalid", hint: "Did you mean name?" });
  });
});
