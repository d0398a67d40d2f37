// The examples that scripts begin with: each can be read, and does something on a record of the collection.
import { expect, test } from "bun:test";
import { hookEvents } from "../../admin-ui/pages/hooks/hook-draft.ts";
import { hookStarters } from "../../admin-ui/pages/hooks/hook-starters.ts";
import { jobStarters } from "../../admin-ui/pages/jobs/job-starters.ts";
import { routeStarters } from "../../admin-ui/pages/routes/route-starters.ts";
import type { Collection } from "../../src/product.ts";
import { openTestApp, type TestApp } from "../open-test-app.ts";

async function withMembers(): Promise<{ app: TestApp; members: Collection }> {
  const app = await openTestApp();
  const fields = [
    { name: "nickname", type: "text" },
    { name: "motto", type: "text" },
    { name: "rank", type: "select", values: ["new", "old"] },
  ];
  await app.call("collections.create", { name: "members", type: "auth", fields });
  const password = "1234567890";
  const data = { email: "a@example.com", nickname: "Ada L", password, passwordConfirm: password };
  await app.call("records.create", { collection: "members", data });
  const { collections } = await app.services.catalogs.current();
  return { app, members: collections.find(({ name }) => name === "members")! };
}

test("every event has some, and each ends well or refuses", async () => {
  const { app, members } = await withMembers();
  for (const event of hookEvents) {
    const starters = hookStarters(event, members);
    expect(starters.length).toBeGreaterThan(0);
    for (const { title, source } of starters) {
      if (source.includes("fetch(")) continue;
      const hook = { kind: "hook", collection: "members", event, source };
      const trial = await app.call("scripts.test", hook);
      const told = { event, title, outcome: trial.outcome, message: trial.message };
      expect([told]).toContainEqual({
        ...told,
        outcome: expect.stringMatching(/^(ok|refused)$/),
      });
    }
  }
});

test("they are about the collection's own fields", async () => {
  const { members } = await withMembers();
  const [, fill] = hookStarters("beforeCreate", members);
  expect(fill!.source).toContain("event.record.motto ||=");
  const [, keep] = hookStarters("beforeUpdate", members);
  expect(keep!.source).toContain("event.record.rank !== event.original.rank");
});

test("those of routes and jobs, and those that call others, can be read", async () => {
  const { app } = await withMembers();
  const starters = [...routeStarters, ...jobStarters, ...hookStarters("afterCreate", undefined)];
  for (const { title, source } of starters) {
    const { flaw } = await app.call("scripts.check", { source });
    expect({ title, flaw }).toEqual({ title, flaw: null });
  }
});
