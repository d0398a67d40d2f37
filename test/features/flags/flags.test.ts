import { describe, expect, test } from "bun:test";
import { guest } from "../../../src/kernel/caller.ts";
import { openTestApp, signedIn, type TestApp } from "../../open-test-app.ts";

const pro = { attribute: "plan", operator: "eq", value: "pro" };

async function withFlag(flag: object): Promise<TestApp> {
  const app = await openTestApp();
  await app.call("flags.update", { key: "f", ...flag });
  return app;
}

async function evaluated(flag: object, context: object) {
  return (await withFlag(flag)).call("flags.evaluate", { key: "f", context });
}

describe("an evaluation", () => {
  const rules = [
    { name: "paying", when: pro, value: "full" },
    { when: { attribute: "plan", operator: "exists" }, value: "some" },
  ];
  const flag = { type: "string", default: "none", rules };
  const rows: [about: string, flag: object, context: object, told: object][] = [
    [
      "tells the first rule that fits",
      flag,
      { plan: "pro" },
      { value: "full", rule: 0, variant: "paying", reason: "TARGETING_MATCH" },
    ],
    ["goes on to the next", flag, { plan: "free" }, { value: "some", rule: 1, variant: "1" }],
    ["ends with the default", flag, {}, { value: "none", rule: null, reason: "DEFAULT" }],
    [
      "has the default for everybody when the flag is off",
      { ...flag, enabled: false },
      { plan: "pro" },
      { value: "none", rule: null, reason: "DISABLED" },
    ],
    [
      "needs a name to put somebody into a share",
      { rules: [{ rollout: [{ value: true, percent: 100 }] }] },
      { plan: "pro" },
      { value: false, reason: "DEFAULT" },
    ],
    [
      "puts everybody with a name into all of it",
      { rules: [{ rollout: [{ value: true, percent: 100 }] }] },
      { targetingKey: "ana" },
      { value: true, reason: "SPLIT", rule: 0 },
    ],
    [
      "may share by another attribute",
      { rules: [{ by: "team.id", rollout: [{ value: true, percent: 100 }] }] },
      { team: { id: 7 } },
      { value: true, reason: "SPLIT" },
    ],
  ];
  for (const [about, given, context, told] of rows) {
    test(about, async () => {
      expect(await evaluated(given, context)).toMatchObject(told);
    });
  }
});

describe("an operator", () => {
  const rows: [test: [operator: string, value?: unknown], given: unknown, fits: boolean][] = [
    [["eq", "a"], "a", true],
    [["eq", 1], "1", false],
    [["eq", ["a", { b: 1 }]], ["a", { b: 1 }], true],
    [["neq", "a"], "b", true],
    [["neq", "a"], undefined, true],
    [["in", ["a", "b"]], "b", true],
    [["in", ["a", "b"]], undefined, false],
    [["not_in", ["a", "b"]], "c", true],
    [["not_in", ["a", "b"]], "a", false],
    [["contains", "ell"], "hello", true],
    [["contains", "a"], ["a", "b"], true],
    [["contains", "1"], 11, false],
    [["starts_with", "he"], "hello", true],
    [["ends_with", "lo"], "hello", true],
    [["gt", 5], 6, true],
    [["gt", 5], 5, false],
    [["gt", 5], "6", false],
    [["gte", 5], 5, true],
    [["lt", "2026-02-01"], "2026-01-31", true],
    [["lte", 5], undefined, false],
    [["between", [1, 3]], 3, true],
    [["between", [1, 3]], 3.1, false],
    [["between", ["a", "c"]], "b", true],
    [["exists"], null, false],
    [["exists", false], undefined, true],
    [["exists", true], 0, true],
    [["regex", "^[a-z]+@example\\.com$"], "ana@example.com", true],
    [["regex", "^a$"], "b", false],
    // Backtracking engines never end with this one.
    [["regex", "^(a+)+$"], `${"a".repeat(5000)}!`, false],
  ];
  for (const [[operator, value], given, fits] of rows) {
    const shown = JSON.stringify(given)?.slice(0, 30);
    test(`${shown} ${operator} ${JSON.stringify(value)}: ${fits}`, async () => {
      const when = { attribute: "x", operator, ...(value !== undefined && { value }) };
      const { value: told } = await evaluated({ rules: [{ when, value: true }] }, { x: given });
      expect(told).toBe(fits);
    });
  }

  test("stands in all, any and not", async () => {
    const adult = { attribute: "user.age", operator: "gte", value: 18 };
    const when = { all: [{ any: [pro, adult] }, { not: { all: [pro, adult] } }] };
    const app = await withFlag({ rules: [{ when, value: true }] });
    const told = async (context: object) =>
      (await app.call("flags.evaluate", { key: "f", context })).value;
    expect(await told({ plan: "pro" })).toBe(true);
    expect(await told({ user: { age: 20 } })).toBe(true);
    expect(await told({ plan: "pro", user: { age: 20 } })).toBe(false);
    expect(await told({})).toBe(false);
  });
});

test("a share keeps its people as it grows", async () => {
  const app = await openTestApp();
  const inShare = async (percent: number) => {
    await app.call("flags.update", {
      key: "f",
      rules: [{ rollout: [{ value: true, percent }] }],
    });
    const people = Array.from({ length: 400 }, (_, n) => `person-${n}`);
    const values = await Promise.all(
      people.map((each) =>
        app.call("flags.evaluate", { key: "f", context: { targetingKey: each } }),
      ),
    );
    return new Set(people.filter((_, n) => values[n].value));
  };
  const [some, more] = [await inShare(10), await inShare(30)];
  expect(some.size).toBeGreaterThan(15);
  expect(some.size).toBeLessThan(75);
  expect([...some].filter((each) => !more.has(each))).toEqual([]);
  expect(more.size).toBeGreaterThan(some.size);
});

describe("who may evaluate", () => {
  test("guests public flags, which is all they learn of", async () => {
    const app = await withFlag({ public: true });
    await app.call("flags.update", { key: "hidden" });
    expect((await app.call("flags.evaluate", { key: "f" }, guest)).value).toBe(false);
    const refusal = await app.refusal("flags.evaluate", { key: "hiden" }, guest);
    expect(refusal.code).toBe("notFound");
    expect(refusal.hint).not.toContain("hidden");
    expect((await app.refusal("flags.evaluate", { key: "hidden" }, guest)).code).toBe("notFound");
    const { flags } = await app.call("flags.evaluateAll", {}, guest);
    expect(flags.map(({ key }: { key: string }) => key)).toEqual(["f"]);
    expect((await app.refusal("flags.list", {}, guest)).code).toBe("unauthenticated");
  });

  test("whoever is signed in asks for themselves", async () => {
    const app = await withFlag({
      public: true,
      rules: [{ when: { attribute: "targetingKey", operator: "exists" }, value: true }],
    });
    await app.call("collections.create", { name: "people", type: "auth" });
    const data = { email: "a@b.co", password: "1234567890", passwordConfirm: "1234567890" };
    const { id } = await app.call("records.create", { collection: "people", data });
    const ana = await signedIn(app, "people", id);
    expect((await app.call("flags.evaluate", { key: "f" }, ana)).value).toBe(true);
  });
});

describe("a flag", () => {
  test("keeps what an update leaves out", async () => {
    const app = await withFlag({ type: "number", default: 3, help: "How many." });
    await app.call("flags.update", { key: "f", enabled: false });
    const { items } = await app.call("flags.list", {});
    expect(items).toMatchObject([{ key: "f", type: "number", default: 3, help: "How many." }]);
  });

  test("that is deleted is gone, and its change is logged", async () => {
    const app = await withFlag({});
    await app.call("flags.delete", { key: "f" });
    expect((await app.refusal("flags.evaluate", { key: "f" })).code).toBe("notFound");
    const rows = await app.storage.all<{ action: string }>({
      parts: [`SELECT "action" FROM "_changes" WHERE "collection" = '_flags' ORDER BY "sequence"`],
      values: [],
    });
    expect(rows.map(({ action }) => action)).toEqual(["create", "delete"]);
  });

  const wrongs: [about: string, flag: object, hint: string][] = [
    ["a key with a space", { key: "a b" }, "Letters, digits"],
    ["another type", { type: "string" }, "make another flag"],
    ["a value of another type", { rules: [{ value: "yes" }] }, "rules.0.value: Must be of the"],
    ["neither value nor rollout", { rules: [{ when: pro }] }, "rules.0: A rule has either"],
    ["too large shares", { rules: [{ rollout: [share(60), share(60)] }] }, "make 120 percent"],
    ["a misspelt key", { rules: [{ vlaue: true }] }, "did you mean value?"],
    [
      "a misspelt operator",
      { rules: [{ when: { all: [{ ...pro, operator: "equals" }] }, value: true }] },
      "rules.0.when.all.0.operator",
    ],
    [
      "a pattern that is none",
      { rules: [{ when: { attribute: "x", operator: "regex", value: "(" }, value: true }] },
      "RE2",
    ],
    ["conditions without an end", { rules: [{ when: nested(11), value: true }] }, "10 deep"],
  ];
  for (const [about, flag, hint] of wrongs) {
    test(`is refused with ${about}`, async () => {
      const app = await withFlag({});
      const refusal = await app.refusal("flags.update", { key: "f", ...flag });
      expect(refusal.code).toBe("invalid");
      expect(refusal.hint).toContain(hint);
    });
  }
});

function share(percent: number) {
  return { value: true, percent };
}

function nested(levels: number): object {
  return levels === 0 ? pro : { not: nested(levels - 1) };
}

describe("a flag that is tried", () => {
  const rules = [
    { name: "paying", when: pro, value: true },
    { rollout: [{ value: true, percent: 0 }] },
    { by: "team", rollout: [{ value: true, percent: 100 }] },
    { value: false },
  ];
  const rows: [about: string, flag: object, context: object, told: object][] = [
    [
      "says why each rule wins or does not",
      { rules },
      { targetingKey: "ana", team: 7 },
      {
        value: true,
        rule: 2,
        reason: "SPLIT",
        rules: [
          { verdict: "fitsNot", place: null },
          { verdict: "leftOver", place: expect.any(Number) },
          { verdict: "wins", place: expect.any(Number) },
          { verdict: "unasked", place: null },
        ],
      },
    ],
    [
      "says who cannot be put into a share",
      { rules },
      {},
      {
        value: false,
        rule: 3,
        rules: [{}, { verdict: "unnamed" }, { verdict: "unnamed" }, { verdict: "wins" }],
      },
    ],
    [
      "asks nothing of a flag that is off",
      { rules, enabled: false },
      { plan: "pro" },
      { reason: "DISABLED", rules: rules.map(() => ({ verdict: "unasked" })) },
    ],
  ];
  test.each(rows)("%s", async (_, flag, context, told) => {
    const app = await openTestApp();
    expect(await app.call("flags.try", { key: "f", ...flag, context })).toMatchObject(told);
    expect(await app.call("flags.list", {})).toEqual({ items: [] });
  });

  test("puts people where the stored one will, and refuses what it would", async () => {
    const share = { rules: [{ rollout: [{ value: true, percent: 50 }] }] };
    const app = await withFlag(share);
    for (let user = 0; user < 20; user++) {
      const context = { targetingKey: `user-${user}` };
      const { value } = await app.call("flags.evaluate", { key: "f", context });
      expect(await app.call("flags.try", { key: "f", ...share, context })).toMatchObject({ value });
    }
    const broken = {
      key: "f",
      rules: [{ when: { attribute: "x", operator: "equals" }, value: 1 }],
    };
    const { problems } = await app.refusal("flags.try", broken);
    expect(Object.keys(problems)).toEqual(["rules.0.when.operator"]);
    expect((await app.refusal("flags.try", { key: "a b" })).problems).toHaveProperty("key");
    expect((await app.refusal("flags.try", { key: "f" }, guest)).code).toBe("unauthenticated");
  });
});

test("null is a value that a json flag can be given", async () => {
  const app = await withFlag({ type: "json", default: { a: 1 } });
  expect(await app.call("flags.update", { key: "f", enabled: true })).toMatchObject({
    default: { a: 1 },
  });
  expect(await app.call("flags.update", { key: "f", default: null })).toMatchObject({
    default: null,
  });
  const { problems } = await app.refusal("flags.update", { key: "g", default: null });
  expect(Object.keys(problems)).toEqual(["default"]);
});
