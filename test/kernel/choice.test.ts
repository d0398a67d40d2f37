import { Type } from "@sinclair/typebox";
import { expect, test } from "bun:test";
import { checkInput } from "../../src/kernel/check-input.ts";
import { choice } from "../../src/kernel/choice.ts";

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
