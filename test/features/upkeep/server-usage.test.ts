import { expect, test } from "bun:test";
import { guest } from "../../../src/kernel/caller.ts";
import { openTestApp } from "../../open-test-app.ts";

test("how much room everything takes is told, to superusers", async () => {
  const app = await openTestApp();
  expect(await app.call("server.usage", {})).toEqual({
    databaseBytes: expect.any(Number),
    logBytes: expect.any(Number),
    files: { count: 0, bytes: 0, complete: true },
    backups: { count: 0, bytes: 0 },
    freeBytes: expect.any(Number),
  });
  await app.call("collections.create", {
    name: "notes",
    fields: [{ name: "paper", type: "file", maxSelect: 9 }],
  });
  const paper = ["one", "two!"].map((text) => ({ name: `${text}.txt`, text }));
  await app.call("records.create", { collection: "notes", data: { paper } });
  await app.call("backups.create", {});
  const usage = await app.call("server.usage", {});
  expect(usage.files).toEqual({ count: 2, bytes: 7, complete: true });
  expect(usage.backups).toEqual({
    count: 1,
    bytes: (await app.call("backups.list", {})).items[0].size,
  });
  expect(usage.databaseBytes).toBeGreaterThan(4096);
  expect((await app.refusal("server.usage", {}, guest)).code).toBe("unauthenticated");
});
