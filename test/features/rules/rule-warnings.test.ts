// Each row is a rule and what it is warned of; below, that what is warned of really happens.
import { describe, expect, test } from "bun:test";
import { guest } from "../../../src/kernel/caller.ts";
import { openTestApp, signedIn, type TestApp } from "../../open-test-app.ts";

const [ana, bob] = ["ana000000000000", "bob000000000000"];

async function openClub(): Promise<TestApp> {
  const app = await openTestApp();
  await app.call("collections.create", {
    name: "people",
    type: "auth",
    fields: [
      { name: "role", type: "text" },
      { name: "groups", type: "select", values: ["staff", "press"], maxSelect: 2 },
      { name: "team", type: "text" },
    ],
    viewRule: "",
  });
  await app.call("collections.create", {
    name: "posts",
    fields: [
      { name: "title", type: "text", required: true },
      { name: "status", type: "select", values: ["draft", "published"] },
      { name: "tags", type: "select", values: ["a", "b"], maxSelect: 2 },
      { name: "owner", type: "relation", collectionId: "people" },
      { name: "editor", type: "relation", collectionId: "people", required: true },
      { name: "members", type: "relation", collectionId: "people", maxSelect: 5 },
      { name: "public", type: "bool" },
      { name: "team", type: "text" },
      { name: "meta", type: "json" },
      { name: "near", type: "vector", dimensions: 2 },
    ],
  });
  await app.call("collections.create", {
    name: "comments",
    fields: [
      { name: "post", type: "relation", collectionId: "posts", required: true },
      { name: "author", type: "relation", collectionId: "people", required: true },
    ],
  });
  return app;
}

type Rule = "listRule" | "createRule" | "updateRule" | "deleteRule" | "manageRule" | "authRule";
const warned = async (rule: Rule, text: string, collection = "posts") => {
  const app = await openClub();
  const saved = await app.call("collections.update", { collection, [rule]: text });
  return (saved.warnings ?? []) as { code: string; rule: string; message: string; fix: string }[];
};

describe("a rule is warned of", () => {
  const rows: [
    rule: Rule,
    text: string,
    code: string,
    fix: string | RegExp,
    collection?: string,
  ][] = [
    [
      "listRule",
      "owner = @request.auth.id",
      "guest-matches-empty",
      '@request.auth.id != "" && owner = @request.auth.id',
    ],
    [
      "listRule",
      "public = true || @request.auth.id = owner",
      "guest-matches-empty",
      '@request.auth.id != "" && @request.auth.id = owner',
    ],
    [
      "listRule",
      "members.id ?= @request.auth.id",
      "guest-matches-empty",
      /members\.id \?= @request\.auth\.id/,
    ],
    [
      "listRule",
      "comments_via_post.author ?= @request.auth.id",
      "guest-matches-empty",
      /@request\.auth\.id != ""/,
    ],
    [
      "listRule",
      "owner.role = @request.auth.role",
      "guest-matches-empty",
      /@request\.auth\.id != ""/,
    ],
    [
      "createRule",
      "@request.body.owner = @request.auth.id",
      "guest-matches-empty",
      /@request\.auth\.id != ""/,
    ],
    [
      "updateRule",
      "@request.body.editor = @request.auth.id",
      "guest-matches-empty",
      /@request\.auth\.id != ""/,
    ],
    ["listRule", `tags = "a"`, "list-as-one-value", `tags:each ?= "a"`],
    ["listRule", `"a" ?= tags`, "list-as-one-value", `tags:each ?= "a"`],
    ["listRule", `tags != "a"`, "list-as-one-value", `tags:each != "a"`],
    ["listRule", `tags = ""`, "list-as-one-value", "tags:length = 0"],
    ["listRule", `members != null`, "list-as-one-value", "members:length > 0"],
    [
      "listRule",
      `@request.auth.id != "" && members = @request.auth.id`,
      "list-as-one-value",
      "members:each ?= @request.auth.id",
    ],
    [
      "listRule",
      `@request.auth.id != "" && members.id = @request.auth.id`,
      "every-one-equals",
      /members\.id \?= @request\.auth\.id/,
    ],
    [
      "listRule",
      `@request.auth.id != "" && @collection.comments.author = @request.auth.id`,
      "every-one-equals",
      /author \?= /,
    ],
    [
      "listRule",
      `@request.auth.id != "" && comments_via_post.author = @request.auth.id`,
      "every-one-equals",
      /author \?= /,
    ],
    [
      "listRule",
      `@request.auth.id != "" && members.id ?!= @request.auth.id`,
      "one-differs",
      /members\.id != @request\.auth\.id/,
    ],
    [
      "listRule",
      `@request.auth.groups = "staff"`,
      "list-as-one-value",
      `@request.auth.groups:each ?= "staff"`,
    ],
    [
      "listRule",
      `@request.auth.id != "" && team = @request.auth.team`,
      "empty-matches-empty",
      `@request.auth.team != "" && team = @request.auth.team`,
    ],
    ["listRule", `team = @request.auth.team`, "guest-matches-empty", /@request\.auth\.id != ""/],
    ["listRule", `status = "publishd"`, "unknown-choice", "Did you mean published?"],
    ["listRule", `tags:each ?= "unheard"`, "unknown-choice", "Its choices are a, b."],
    ["listRule", `@request.auth.rol = "admin"`, "unknown-auth-field", "Did you mean role?"],
    [
      "listRule",
      `@request.auth.collectionName = "peple"`,
      "unknown-auth-collection",
      "Did you mean people?",
    ],
    [
      "updateRule",
      `@request.auth.id != "" && @request.body.titel:isset = false`,
      "unknown-body-field",
      /body\.title/,
    ],
    ["listRule", `@request.headers.x_key = "secret"`, "trusted-header", /token of their own/],
    ["listRule", "1 = 1", "always-holds", /""/],
    ["listRule", `id != ""`, "always-holds", /""/],
    ["listRule", `title = title`, "always-holds", /""/],
    ["listRule", `id = ""`, "never-holds", /null/],
    ["listRule", `public = true && 1 = 2`, "never-holds", /null/],
    ["updateRule", "", "open-write", `@request.auth.id != "", or null for superusers only.`],
    ["deleteRule", `@request.query.really = "yes"`, "open-write", /really/],
    ["updateRule", `@request.auth.id != "" || 1 = 1`, "open-write", /null/],
    ["createRule", "", "open-write", /null/],
    ["listRule", `@request.auth.id = ""`, "only-guests", /!= ""/],
    ["manageRule", `@request.auth.id != ""`, "everybody-manages", /Name the managers/, "people"],
  ];
  for (const [rule, text, code, fix, collection] of rows) {
    test(`${rule} ${JSON.stringify(text)}: ${code}`, async () => {
      const warnings = await warned(rule, text, collection);
      const found = warnings.find((each) => each.code === code);
      expect({ warnings, found }).toMatchObject({ found: { rule } });
      if (typeof fix === "string") expect(found?.fix).toBe(fix);
      else expect(found?.fix).toMatch(fix);
    });
  }
});

describe("nothing is said of", () => {
  const rows: [rule: Rule, text: string, collection?: string][] = [
    ["listRule", ""],
    ["listRule", "public = true"],
    ["listRule", `@request.auth.id != "" && owner = @request.auth.id`],
    ["listRule", `@request.auth.id != '' && (public = true || owner = @request.auth.id)`],
    ["listRule", `public = true || (@request.auth.verified = true && owner = @request.auth.id)`],
    [
      "listRule",
      `@request.auth.role = "editor" || (@request.auth.id != null && members.id ?= @request.auth.id)`,
    ],
    ["listRule", `@request.auth.team != "" && team = @request.auth.team`],
    ["listRule", `@request.auth.groups:each ?= "staff"`],
    ["listRule", `@request.auth.groups ~ "staff"`],
    ["listRule", "editor = @request.auth.id"],
    ["listRule", "editor.id = @request.auth.id"],
    ["listRule", `owner ~ @request.auth.id`],
    ["listRule", `owner != @request.auth.id`],
    ["listRule", `tags ~ "a"`],
    ["listRule", `tags:length > 1`],
    ["listRule", `tags:each ?= "a" && tags:each != "b"`],
    ["listRule", `comments_via_post.id = ""`],
    [
      "listRule",
      `@request.auth.id != "" && @collection.comments.author ?= @request.auth.id && @collection.comments.post ?= id`,
    ],
    ["listRule", `meta.shared = true && near != null`],
    ["listRule", `status = "draft" || status = ""`],
    ["listRule", `@request.auth.collectionName = "people"`],
    ["listRule", `@request.query.mine = "1"`],
    ["createRule", `@request.auth.id != "" && @request.body.owner = @request.auth.id`],
    ["createRule", `editor = @request.auth.id`],
    ["createRule", `@request.auth.id != "" && @request.body.captcha = "x"`],
    [
      "updateRule",
      `@request.auth.id != "" && owner = @request.auth.id && @request.body.owner:changed = false`,
    ],
    ["updateRule", "public = true"],
    ["deleteRule", `@request.auth.role = "admin"`],
    ["createRule", "", "people"],
    ["createRule", `@request.auth.id = ""`, "people"],
    ["updateRule", "id = @request.auth.id", "people"],
    ["authRule", "verified = true", "people"],
    ["manageRule", `@request.auth.role = "admin"`, "people"],
  ];
  for (const [rule, text, collection] of rows) {
    test(`${collection ?? "posts"}.${rule} ${JSON.stringify(text)}`, async () => {
      expect(await warned(rule, text, collection)).toEqual([]);
    });
  }
});

describe("rules together", () => {
  test("who may set the role that rules trust", async () => {
    const app = await openClub();
    const update = (collection: string, change: object) =>
      app.call("collections.update", { collection, ...change });
    const own = await update("people", { createRule: "", updateRule: "id = @request.auth.id" });
    expect(own.warnings).toBeUndefined();
    const trusting = await update("posts", { updateRule: `@request.auth.role = "admin"` });
    expect(trusting.warnings).toMatchObject([
      {
        collection: "people",
        rule: "createRule",
        code: "role-escalation",
        fix: "@request.body.role:isset = false",
      },
      { collection: "people", rule: "updateRule", code: "role-escalation" },
    ]);
    const [, updating] = trusting.warnings;
    expect(updating.fix).toBe("(id = @request.auth.id) && @request.body.role:changed = false");
    const fixed = { createRule: trusting.warnings[0].fix, updateRule: updating.fix };
    expect((await update("people", fixed)).warnings).toBeUndefined();
    expect(await app.call("rules.check", {})).toEqual({ warnings: [] });
  });

  test("records in somebody else's name", async () => {
    const app = await openClub();
    const saved = await app.call("collections.update", {
      collection: "posts",
      createRule: `@request.auth.id != ""`,
      updateRule: `@request.auth.id != "" && owner = @request.auth.id`,
    });
    expect(saved.warnings).toMatchObject([{ code: "forged-owner", rule: "createRule" }]);
    const createRule = saved.warnings[0].fix;
    const fixed = await app.call("collections.update", { collection: "posts", createRule });
    expect(fixed.warnings).toBeUndefined();
  });
});

describe("a warning", () => {
  test("is told once, when the rule is saved, and kept nowhere", async () => {
    const app = await openClub();
    const collection = "posts";
    const listRule = "owner = @request.auth.id";
    const saved = await app.call("collections.update", { collection, listRule });
    expect(saved.warnings).toHaveLength(1);
    const again = await app.call("collections.update", { collection, deleteRule: null });
    expect(again).not.toHaveProperty("warnings");
    expect(await app.call("collections.view", { collection })).not.toHaveProperty("warnings");
    expect(JSON.stringify(await app.call("collections.export", {}))).not.toContain("guest-matches");
    expect((await app.call("rules.check", { collection })).warnings).toEqual(saved.warnings);
    const made = await app.call("collections.create", { name: "open", deleteRule: "" });
    expect(made.warnings).toMatchObject([{ collection: "open", code: "open-write" }]);
  });

  test("is for superusers, and of what their token may reach", async () => {
    const app = await openClub();
    await app.call("collections.create", { name: "open", deleteRule: "" });
    expect((await app.refusal("rules.check", {}, guest)).code).toBe("unauthenticated");
    const minted = await app.call("tokens.mint", {
      name: "posts",
      scopes: ["mcp:admin"],
      collections: ["posts"],
    });
    const confined = await app.identify(minted.token);
    expect(await app.call("rules.check", {}, confined)).toEqual({ warnings: [] });
    const change = { collection: "posts", updateRule: "" };
    expect((await app.call("collections.update", change, confined)).warnings).toHaveLength(1);
  });

  test("of slowness comes with many records, and goes with an index", async () => {
    const app = await openClub();
    const rows = Array.from({ length: 10_000 }, (_, index) => ({ title: `t${index}` }));
    await app.call("records.import", {
      collection: "tasks",
      format: "json",
      text: JSON.stringify(rows),
    });
    const task = {
      collection: "tasks",
      addFields: [{ name: "owner", type: "relation", collectionId: "people" }],
    };
    await app.call("collections.update", task);
    const listRule = `@request.auth.id != "" && owner = @request.auth.id`;
    await app.call("collections.update", { collection: "tasks", listRule });
    const { warnings } = await app.call("rules.check", {});
    expect(warnings).toMatchObject([{ collection: "tasks", code: "slow-rule" }]);
    const indexes = [warnings[0].fix];
    await app.call("collections.update", { collection: "tasks", indexes });
    expect(await app.call("rules.check", {})).toEqual({ warnings: [] });
  });
});

describe("what is warned of happens", () => {
  const openPosts = async () => {
    const app = await openClub();
    for (const id of [ana, bob]) {
      const secret = { password: "1234567890", passwordConfirm: "1234567890" };
      const data = { id, email: `${id}@example.com`, groups: ["staff", "press"], ...secret };
      await app.call("records.create", { collection: "people", data });
    }
    const posts = {
      nobodys: {},
      anas: { owner: ana, team: "red", members: [ana], tags: ["a"] },
      both: { owner: bob, members: [ana, bob], tags: ["a", "b"] },
    };
    for (const [title, data] of Object.entries(posts)) {
      const whole = { title, editor: bob, ...data };
      await app.call("records.create", { collection: "posts", data: whole });
    }
    return app;
  };
  /** Who sees what under a rule: a guest's posts, then ana's. */
  const rows: [rule: string, guests: string, anas: string][] = [
    ["owner = @request.auth.id", "nobodys", "anas"],
    [`@request.auth.id != "" && owner = @request.auth.id`, "", "anas"],
    ["members.id ?= @request.auth.id", "nobodys", "anas both"],
    [`@request.auth.id != "" && members.id = @request.auth.id`, "", "anas"],
    [`@request.auth.id != "" && members.id ?= @request.auth.id`, "", "anas both"],
    [`@request.auth.id != "" && members.id ?!= @request.auth.id`, "", "both nobodys"],
    [`@request.auth.id != "" && members.id != @request.auth.id`, "", "nobodys"],
    [`@request.auth.id != "" && team = @request.auth.team`, "", "both nobodys"],
    [`@request.auth.team != "" && team = @request.auth.team`, "", ""],
    [`@request.auth.groups = "staff"`, "", ""],
    [`@request.auth.groups:each ?= "staff"`, "", "anas both nobodys"],
    [`tags = "a"`, "", ""],
    [`tags:each ?= "a"`, "anas both", "anas both"],
    [`tags != "a"`, "anas both nobodys", "anas both nobodys"],
    [`tags:each != "a"`, "nobodys", "nobodys"],
    [`tags = ""`, "", ""],
    [`tags:length = 0`, "nobodys", "nobodys"],
    [`@request.auth.rol = ""`, "anas both nobodys", "anas both nobodys"],
  ];
  test("to lists", async () => {
    const app = await openPosts();
    const list = { collection: "posts", sort: "title" };
    const seenBy = async (caller: typeof guest) =>
      (await app.call("records.list", list, caller)).items
        .map((post: { title: string }) => post.title)
        .join(" ");
    for (const [listRule, guests, anas] of rows) {
      await app.call("collections.update", { collection: "posts", listRule });
      const seen = [await seenBy(guest), await seenBy(await signedIn(app, "people", ana))];
      expect([listRule, ...seen]).toEqual([listRule, guests, anas]);
    }
  });
});
