import { Type, type TSchema } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import { expect, test } from "bun:test";
import { checkInput } from "../../src/kernel/check-input.ts";
import { choice } from "../../src/kernel/choice.ts";
import { features } from "../../src/product.ts";

const operation = {
  name: "x",
  input: Type.Object({ size: choice(["small", "large"], "Its size.") }),
};

test("one of the words is taken, and nothing else", () => {
  expect(checkInput(operation, { size: "large" })).toEqual({ size: "large" });
  for (const size of ["", "Large", 1, null, ["large"]]) {
    expect(() => checkInput(operation, { size })).toThrow();
  }
});

test("readers of the schema see a text with an enum", () => {
  expect(JSON.parse(JSON.stringify(operation.input.properties.size))).toEqual({
    type: "string",
    enum: ["small", "large"],
    description: "Its size.",
  });
});

function wordsIn(schema: TSchema, path: string): [path: string, schema: TSchema][] {
  const own: [string, TSchema][] = schema.enum ? [[path, schema]] : [];
  const parts = [...Object.entries<TSchema>(schema.properties ?? {}), ["items", schema.items]];
  return [
    ...own,
    ...parts.flatMap(([name, part]) => (part ? wordsIn(part, `${path}.${name}`) : [])),
  ];
}

test("no input of the product takes another word than those it names", () => {
  const all = features.flatMap(({ operations }) => operations);
  const words = all.flatMap(({ name, input }) => wordsIn(input, name));
  expect(words.length).toBeGreaterThan(10);
  // These are looked at later, and refused as PocketBase does.
  const later = /^(settings\.|collections\.)/;
  const lax = words.filter(([path, schema]) => !later.test(path) && Value.Check(schema, "zebra"));
  expect(lax.map(([path]) => path)).toEqual([]);
});
