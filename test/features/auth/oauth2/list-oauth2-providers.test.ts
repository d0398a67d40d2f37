import { expect, test } from "bun:test";
import { guest } from "../../../../src/kernel/caller.ts";
import { openTestApp } from "../../../open-test-app.ts";

test("the providers that collections may name are there to choose from", async () => {
  const app = await openTestApp();
  const { items } = await app.call("oauth2.providers", {});
  expect(items.length).toBeGreaterThan(30);
  expect(items).toContainEqual({
    name: "github",
    displayName: "GitHub",
    logo: expect.stringMatching(/^<svg .*<\/svg>$/),
  });
  expect((await app.refusal("oauth2.providers", {}, guest)).code).toBe("unauthenticated");
});
