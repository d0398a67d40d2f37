import { expect, test } from "bun:test";
import { randomFromPattern } from "../../src/lib/random-from-pattern.ts";

for (const pattern of ["[a-z0-9]{15}", "INV-\\d{6}", "(red|green|blue)-[A-F]+", "x{0,3}y"]) {
  test(`what ${pattern} makes, it matches`, () => {
    const whole = new RegExp(`^(?:${pattern})$`);
    for (let round = 0; round < 200; round++) expect(randomFromPattern(pattern)).toMatch(whole);
  });
}

test("two ids are not the same", () => {
  const ids = new Set(Array.from({ length: 500 }, () => randomFromPattern("[a-z0-9]{15}")));
  expect(ids.size).toBe(500);
});
