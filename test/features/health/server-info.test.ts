import { expect, test } from "bun:test";
import { readKey, vaultWith } from "../../../src/kernel/vault.ts";
import { guest } from "../../../src/kernel/caller.ts";
import { openTestApp } from "../../open-test-app.ts";

test("a superuser hears when the server started, and whether secrets are sealed", async () => {
  const now = () => new Date("2026-03-01T12:00:00Z");
  const plain = await openTestApp({ now });
  expect(await plain.call("server.info", {})).toMatchObject({
    started: "2026-03-01T12:00:00.000Z",
    encryptionKey: "",
  });
  const vault = vaultWith(readKey("11".repeat(32), "a test"));
  const sealed = await openTestApp({ vault });
  const info = await sealed.call("server.info", {});
  expect(info.encryptionKey).toBe(vault.keyId);
  expect(JSON.stringify(info)).not.toContain("1".repeat(32));
  expect((await plain.refusal("server.info", {}, guest)).code).toBe("unauthenticated");
});
