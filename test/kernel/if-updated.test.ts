import { describe, expect, test } from "bun:test";
import { changedAt } from "../../src/kernel/if-updated.ts";
import { makeFetch } from "../../src/surfaces/http/http-surface.ts";
import { openTestApp } from "../open-test-app.ts";

const source = "return 1;";
const url = "https://example.com/in";

/** What is made, the operation that changes it, and two changes. */
const rows: [make: string, made: object, change: string, name: object, one: object, two: object][] =
  [
    [
      "collections.create",
      { name: "notes", fields: [{ name: "text", type: "text" }] },
      "collections.update",
      { collection: "notes" },
      { listRule: "" },
      { listRule: "text != ''" },
    ],
    ["flags.update", { key: "f" }, "flags.update", { key: "f" }, { help: "one" }, { help: "two" }],
    [
      "hooks.create",
      { name: "h", collection: "*", event: "afterCreate", source },
      "hooks.update",
      { hook: "h" },
      { help: "one" },
      { help: "two" },
    ],
    [
      "routes.create",
      { name: "r", method: "GET", path: "/r", source },
      "routes.update",
      { route: "r" },
      { help: "one" },
      { help: "two" },
    ],
    [
      "jobs.create",
      { name: "j", schedule: "@daily", source },
      "jobs.update",
      { job: "j" },
      { help: "one" },
      { help: "two" },
    ],
    [
      "webhooks.create",
      { name: "w", url, events: ["*"] },
      "webhooks.update",
      { webhook: "w" },
      { fields: "id" },
      { fields: "title" },
    ],
    [
      "prompts.save",
      { name: "p", template: "Hello" },
      "prompts.save",
      { name: "p" },
      { template: "Good day" },
      { template: "Good night" },
    ],
  ];

/** A collection's date has a space, as records' have. */
const iso = ({ updated }: { readonly updated: string }) => updated.replace(" ", "T");

/** These make what is not there, and change what is. */
const makesOrChanges = ["flags.update", "prompts.save"];

describe("what is made takes nobody's place", () => {
  for (const [make, made] of rows) {
    const again = makesOrChanges.includes(make) ? { ...made, only_new: true } : made;
    test(`${make} is refused where there is one of that name, and marks it`, async () => {
      const app = await openTestApp();
      await app.call(make, again);
      const refused = await app.refusal(make, again);
      expect(Object.keys(made)).toContain(Object.keys(refused.problems)[0]!);
    });
  }
});

describe("a change that says which state it is for", () => {
  for (const [make, made, change, name, one, two] of rows) {
    test(`${change} is refused once somebody else was quicker, and has written nothing`, async () => {
      // All within one millisecond.
      const app = await openTestApp({ now: () => new Date("2026-05-06T07:08:09.123Z") });
      const seen = await app.call(make, made);
      expect(iso(seen)).toBe("2026-05-06T07:08:09.123Z");
      const theirs = await app.call(change, { ...name, ...one, if_updated: seen.updated });
      expect(iso(theirs)).toBe("2026-05-06T07:08:09.124Z");
      const mine = { ...name, ...two, if_updated: "2026-05-06 07:08:09.123Z" };
      const refused = await app.refusal(change, mine);
      expect(refused).toMatchObject({ code: "conflict", answer: { updated: theirs.updated } });
      expect(refused.message).toContain("was changed meanwhile");
      const after = await app.call(change, { ...name, ...two, if_updated: theirs.updated });
      expect(after).toMatchObject(two);
      expect(iso(after)).toBe("2026-05-06T07:08:09.125Z");
    });
  }

  test("what is gone is not made anew, and what is no date is told so", async () => {
    const app = await openTestApp();
    const { updated } = await app.call("flags.update", { key: "f" });
    await app.call("flags.delete", { key: "f" });
    expect(await app.refusal("flags.update", { key: "f", if_updated: updated })).toMatchObject({
      code: "notFound",
      hint: expect.stringContaining("Leave if_updated out"),
    });
    expect(await app.refusal("flags.update", { key: "f", if_updated: "1h" })).toMatchObject({
      code: "invalid",
      message: 'if_updated is no date: "1h".',
    });
  });

  test("what has to be new and is not leaves what there is, and says how to change it", async () => {
    const app = await openTestApp();
    await app.call("flags.update", { key: "f", help: "theirs" });
    const mine = { key: "f", help: "mine", only_new: true };
    expect(await app.refusal("flags.update", mine)).toMatchObject({
      code: "conflict",
      message: "There is a flag f already.",
      hint: expect.stringContaining("leave only_new out"),
    });
    expect(await app.call("flags.list", {})).toMatchObject({ items: [{ help: "theirs" }] });
  });

  test("over REST it stands in the address or in the body", async () => {
    const app = await openTestApp();
    await app.call("flags.update", { key: "f" });
    const { token } = await app.call("tokens.mint", { name: "t", scopes: ["mcp:admin"] });
    const fetch = makeFetch(app);
    const put = (query: string, body: object) =>
      fetch(
        new Request(`http://x/api/v1/flags/f${query}`, {
          method: "PUT",
          headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
          body: JSON.stringify(body),
        }),
      );
    const old = "2020-01-01T00:00:00.000Z";
    const stale = await put(`?if_updated=${old}`, { help: "mine" });
    expect(stale.status).toBe(409);
    const { updated } = (await stale.json()) as { updated: string };
    expect((await put("", { help: "mine", if_updated: old })).status).toBe(409);
    expect((await put("", { help: "mine", if_updated: updated })).status).toBe(200);
  });
});

describe("the moment of a change", () => {
  const now = () => new Date("2026-05-06T07:08:09.123Z");
  const rows: [what: string, before: unknown, after: string][] = [
    ["is now", undefined, "2026-05-06T07:08:09.123Z"],
    ["is later than the last", "2026-05-06T07:08:09.123Z", "2026-05-06T07:08:09.124Z"],
    [
      "is later than several within a millisecond",
      "2026-05-06T07:08:09.130Z",
      "2026-05-06T07:08:09.131Z",
    ],
    [
      "is now where the last is of another clock",
      "2031-01-01T00:00:00.000Z",
      "2026-05-06T07:08:09.123Z",
    ],
  ];
  for (const [what, before, after] of rows) {
    test(what, () => expect(changedAt({ now }, before)).toBe(after));
  }
});
