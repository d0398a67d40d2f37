import { expect, test } from "bun:test";
import { openTestApp } from "../../open-test-app.ts";

const day = 24 * 60 * 60_000;

test("a session's subscriptions are its own, each once, until it is over", async () => {
  const { services } = await openTestApp();
  const { mcpSubscriptions: kept } = services;
  for (const uri of ["a", "b", "b", "c"]) await kept.add("one", uri);
  await kept.add("other", "d");
  await kept.remove("one", "c");
  expect((await kept.of("one")).toSorted()).toEqual(["a", "b"]);
  await kept.forget("one");
  expect(await kept.of("one")).toEqual([]);
  expect(await kept.of("other")).toEqual(["d"]);
});

test("they are kept as long as somebody goes on with the session now and then", async () => {
  let passed = 0;
  const { services } = await openTestApp({ now: () => new Date(Date.now() + passed) });
  const { mcpSubscriptions: kept } = services;
  await kept.add("used", "a");
  await kept.add("left", "b");
  passed = 20 * day;
  expect(await kept.of("used")).toEqual(["a"]);
  passed = 40 * day;
  expect(await kept.of("used")).toEqual(["a"]);
  expect(await kept.of("left")).toEqual([]);
});
