import { expect, test } from "bun:test";
import { hashPassword, needsRehash, verifyPassword } from "../../src/lib/password.ts";

test("a password fits its own hash and no other does", async () => {
  const hash = await hashPassword("correct horse");
  expect(hash).toStartWith("$argon2id$");
  expect(await verifyPassword("correct horse", hash)).toBe(true);
  expect(await verifyPassword("correct horsE", hash)).toBe(false);
  expect(await verifyPassword("", hash)).toBe(false);
  expect(needsRehash(hash)).toBe(false);
});

test("bcrypt from elsewhere is understood, and due for a new hash", async () => {
  const hash = "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";
  expect(needsRehash(hash)).toBe(true);
  expect(await verifyPassword("something else", hash)).toBe(false);
  const own = await Bun.password.hash("1234567890", { algorithm: "bcrypt", cost: 4 });
  expect(await verifyPassword("1234567890", own)).toBe(true);
});

test.each([[""], ["plain"], ["$argon2id$v=19$broken"], ["$2a$10$short"], ["$argon2id$"]])(
  "the damaged hash %p fits nothing",
  async (hash) => {
    expect(await verifyPassword("plain", hash)).toBe(false);
    expect(needsRehash(hash)).toBe(true);
  },
);
