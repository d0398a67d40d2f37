import { expect, test } from "bun:test";
import { openTestApp } from "../../open-test-app.ts";

async function check(collection: object) {
  const app = await openTestApp();
  await app.call("collections.create", {
    name: "posts",
    fields: [{ name: "title", type: "text" }],
    listRule: "title != ''",
  });
  return app.call("rules.checkDraft", { collection });
}

const rows: [what: string, draft: object, found: object][] = [
  ["rules as they are", { name: "posts" }, { problems: [], warnings: [] }],
  [
    "an unknown field, with its place",
    { name: "posts", viewRule: "id != '' && titel = 'a'" },
    {
      problems: [{ rule: "viewRule", position: 13, hint: "Did you mean title?" }],
    },
  ],
  [
    "what cannot be read",
    { name: "posts", viewRule: "title = " },
    { problems: [{ rule: "viewRule", position: 8 }] },
  ],
  [
    "a field that is not saved yet",
    {
      name: "posts",
      fields: [
        { name: "title", type: "text" },
        { name: "open", type: "bool" },
      ],
      viewRule: "open = true",
    },
    { problems: [] },
  ],
  [
    "a collection that is not saved yet",
    {
      name: "",
      type: "auth",
      fields: [],
      authRule: "verifid = true",
      mfa: { enabled: true, rule: "x = 1" },
    },
    {
      problems: [
        { rule: "authRule", position: 1 },
        { rule: "mfa.rule", position: 1 },
      ],
    },
  ],
  [
    "traps",
    { name: "posts", createRule: "" },
    { problems: [], warnings: [{ code: "open-write", rule: "createRule" }] },
  ],
];

test.each(rows)("a draft's rules are checked: %s", async (_, draft, found) => {
  expect(await check(draft)).toMatchObject(found);
});

test("a rule that is left as it is follows the name of a field", async () => {
  const app = await openTestApp();
  const posts = await app.call("collections.create", {
    name: "posts",
    fields: [{ name: "title", type: "text" }],
    listRule: "title != ''",
  });
  const fields = (posts.fields as { name: string }[]).map((field) =>
    field.name === "title" ? { ...field, name: "headline" } : field,
  );
  const renamed = { id: posts.id, name: "posts", fields };
  expect(await app.call("rules.checkDraft", { collection: renamed })).toEqual({
    problems: [],
    warnings: [],
  });
  const asSent = { ...renamed, listRule: "title = 'a'" };
  expect(await app.call("rules.checkDraft", { collection: asSent })).toMatchObject({
    problems: [{ rule: "listRule", position: 1 }],
  });
});
