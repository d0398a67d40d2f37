import { expect, test } from "bun:test";
import { referencePath, referenceText } from "../../cli/build/reference.ts";

test("docs/reference.md tells of every operation there is: npm run reference writes it anew", async () => {
  const squeeze = (text: string) => text.replace(/[ -]+/g, " ");
  expect(squeeze(await Bun.file(referencePath).text())).toBe(squeeze(referenceText()));
});
