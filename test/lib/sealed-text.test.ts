import { expect, test } from "bun:test";
import { keyIdOf, openSealed, sealedBy, sealText } from "../../src/lib/sealed-text.ts";

const key = new Uint8Array(32).fill(7);
const other = new Uint8Array(32).fill(8);

test.each(["a secret", "käse 🧀", "x".repeat(10_000)])(
  "what was sealed is read with its key",
  (plain) => {
    const sealed = sealText(key, plain);
    expect(sealed).not.toContain(plain);
    expect(sealedBy(sealed)).toBe(keyIdOf(key));
    expect(openSealed(key, sealed)).toBe(plain);
  },
);

test("the same text is never sealed alike", () => {
  expect(sealText(key, "a")).not.toBe(sealText(key, "a"));
});

test("another key, or a changed letter, opens nothing", () => {
  const sealed = sealText(key, "a secret");
  expect(() => openSealed(other, sealed)).toThrow();
  const at = sealed.length - 10;
  const changed = sealed.slice(0, at) + (sealed[at] === "A" ? "B" : "A") + sealed.slice(at + 1);
  expect(() => openSealed(key, changed)).toThrow();
  expect(() => openSealed(key, sealed.slice(0, 40))).toThrow();
});

test.each(["", "plain", "sealed", "Sealed:1:x:y"])("%j is not sealed", (text) => {
  expect(sealedBy(text)).toBeNull();
});
