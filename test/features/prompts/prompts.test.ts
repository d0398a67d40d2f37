import { expect, test } from "bun:test";
import { builtInPrompts } from "../../../src/features/prompts/built-in-prompts.ts";
import { blanksIn, fillIn } from "../../../src/features/prompts/saved-prompt.ts";
import { localOperator } from "../../../src/kernel/caller.ts";
import { expandScopes } from "../../../src/kernel/scope.ts";
import { productPrompts } from "../../../src/surfaces/mcp/product-prompts.ts";
import { openTestApp } from "../../open-test-app.ts";

const letter = {
  name: "letter",
  title: "Write a letter",
  description: "To a customer.",
  template: "Write to {{customer}} about {{ subject }}, kindly. Sign for {{customer}}.",
  arguments: [
    { name: "customer", required: true, completion: "customers.name" },
    { name: "subject", description: "What it is about." },
  ],
};

async function withCustomers() {
  const app = await openTestApp();
  await app.call("collections.create", {
    name: "customers",
    fields: [
      { name: "name", type: "text" },
      { name: "notes", type: "editor" },
      { name: "code", type: "text", hidden: true },
      { name: "pin", type: "password" },
    ],
  });
  return app;
}

test("a prompt is written, listed, replaced as a whole, and deleted; each leaves a change", async () => {
  const app = await withCustomers();
  const saved = await app.call("prompts.save", letter);
  expect(saved).toMatchObject({
    name: "letter",
    arguments: [
      { name: "customer", description: "", required: true, completion: "customers.name" },
      { name: "subject", description: "What it is about.", required: false, completion: "" },
    ],
  });
  expect((await app.call("prompts.list", {})).items).toEqual([saved]);
  await app.call("prompts.save", { name: "letter", template: "Say hello." });
  const [replaced] = (await app.call("prompts.list", {})).items;
  expect(replaced).toMatchObject({ title: "", arguments: [], created: saved.created });
  await app.call("prompts.delete", { name: "letter" });
  expect((await app.call("prompts.list", {})).items).toEqual([]);
  expect(await app.refusal("prompts.delete", { name: "letter" })).toMatchObject({
    code: "notFound",
  });
});

test.each<[string, object, string, string]>([
  [
    "a blank nobody is asked for",
    { template: "{{custmer}} {{subject}} {{customer}}" },
    "{{custmer}} is no argument.",
    "Did you mean {{customer}}?",
  ],
  [
    "an argument nobody needs",
    { template: "{{customer}}" },
    "does not use the argument subject",
    "Write {{subject}}",
  ],
  [
    "a name of the product's own",
    { name: "audit-rules" },
    "audit-rules is a prompt of the product's own.",
    "another name",
  ],
  [
    "the same argument twice",
    { arguments: [{ name: "customer" }, { name: "customer" }] },
    "customer is there twice",
    "Leave one out",
  ],
])("%s is refused", async (_, change, message, hint) => {
  const app = await withCustomers();
  const refused = await app.refusal("prompts.save", { ...letter, ...change });
  expect(refused.code).toBe("invalid");
  expect(refused.message).toContain(message);
  expect(refused.hint).toContain(hint);
});

test.each([
  ["customers", "is not COLLECTION.FIELD"],
  ["custmers.name", "Did you mean customers.name?"],
  ["zebras.name", "from a collection that is not there: zebras"],
  ["customers.nam", "Did you mean customers.name?"],
  ["customers.code", "whose values could be proposed"],
  ["customers.pin", "whose values could be proposed"],
  ["customers.notes", "whose values could be proposed"],
])("values are not proposed from %s", async (completion, says) => {
  const app = await withCustomers();
  const given = { name: "x", template: "{{a}}", arguments: [{ name: "a", completion }] };
  const { message, hint } = await app.refusal("prompts.save", given);
  expect(`${message} ${hint}`).toContain(says);
});

const completions = (items: readonly { completion: string }[]) =>
  items.map(({ completion }) => completion);

test("what can be proposed is told: nothing long, hidden or secret; all of it can be saved", async () => {
  const app = await withCustomers();
  const { items } = await app.call("prompts.completions", {});
  expect(completions(items)).toEqual([
    "customers.id",
    "customers.name",
    "customers.created_at",
    "customers.updated_at",
  ]);
  for (const { completion } of items) {
    const given = { name: "x", template: "{{a}}", arguments: [{ name: "a", completion }] };
    await app.call("prompts.save", given);
  }
});

test("a token that is confined to some collections is told of theirs alone", async () => {
  const app = await withCustomers();
  const { id } = await app.call("collections.create", {
    name: "orders",
    fields: [{ name: "number", type: "number" }],
  });
  const scopes = expandScopes(["mcp:admin"]);
  const token = { id: "t", name: "narrow", scopes, readOnly: false, collections: new Set([id]) };
  const caller = { ...localOperator, token, actor: "mcp:narrow" };
  const { items } = await app.call("prompts.completions", {}, caller);
  expect(completions(items)).toContain("orders.number");
  expect(completions(items).filter((each) => each.startsWith("customers."))).toEqual([]);
});

test("blanks are filled in one go", () => {
  expect(blanksIn("{{a}} {{ b-c }} {{a}} {a} {{}} {{a b}}")).toEqual(["a", "b-c"]);
  expect(fillIn("{{a}}{{b}}", (name) => (name === "a" ? "{{b}}" : "2"))).toBe("{{b}}2");
});

test("the product's own names are those of its own prompts", () => {
  expect(productPrompts.map(({ listed }) => listed.name)).toEqual([...builtInPrompts]);
});
