import { expect, test } from "bun:test";
import { numberText } from "../../src/lib/number-text.ts";

test.each([
  [0, "0"],
  [-0, "-0"],
  [0.1, "0.1"],
  [-0.5, "-0.5"],
  [123456, "123456"],
  [999999.5, "999999.5"],
  [1e6, "1e+06"],
  [1234567.5, "1.2345675e+06"],
  [123456789.123, "1.23456789123e+08"],
  [1e21, "1e+21"],
  [1e100, "1e+100"],
  [0.0001, "0.0001"],
  [0.00001, "1e-05"],
  [-1.5e-7, "-1.5e-07"],
  [Number.POSITIVE_INFINITY, "+Inf"],
  [Number.NEGATIVE_INFINITY, "-Inf"],
  [Number.NaN, "NaN"],
])("%p is written %p", (value, text) => {
  expect(numberText(value)).toBe(text);
});
