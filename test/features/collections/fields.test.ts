import { describe, expect, test } from "bun:test";
import { completeField } from "../../../src/features/collections/complete-field.ts";
import type { FieldTypeName } from "../../../src/features/collections/field.ts";
import { decoderOf, fieldTypeOf } from "../../../src/features/collections/field-types.ts";

const lonLat = (lon: number, lat: number) => ({ lon, lat });

/** Type and options, what a caller sends, and what reading gives or which problem there is. */
const rows: [FieldTypeName, object, unknown, unknown][] = [
  ["text", {}, "a b", "a b"],
  ["text", {}, 5, "5"],
  ["text", {}, true, "true"],
  ["text", {}, null, ""],
  ["text", {}, ["a"], ""],
  ["text", { min: 2 }, "a", "validation_min_text_constraint"],
  ["text", { min: 2 }, "", ""],
  ["text", { min: 2, required: true }, "", "validation_required"],
  ["text", { max: 2 }, "😀😀", "😀😀"],
  ["text", { max: 2 }, "abc", "validation_max_text_constraint"],
  ["text", {}, "x".repeat(5001), "validation_max_text_constraint"],
  ["text", { pattern: "^[a-z]+$" }, "A", "validation_invalid_format"],

  ["number", {}, "5.5", 5.5],
  ["number", {}, "1e3", 1000],
  ["number", {}, "0x10", 0],
  ["number", {}, "five", 0],
  ["number", {}, "NaN", "validation_not_a_number"],
  ["number", {}, true, 1],
  ["number", {}, { toString: 1 }, 0],
  ["number", { min: 1, max: 3 }, 4, "validation_max_number_constraint"],
  ["number", { min: 1, max: 3 }, -4, "validation_min_number_constraint"],
  ["number", { min: 1, max: 3 }, 0, 0],
  ["number", { min: 1, max: 3, required: true }, 0, "validation_required"],
  ["number", { onlyInt: true }, 1.5, "validation_only_int_constraint"],

  ["bool", {}, "true", true],
  ["bool", {}, "t", true],
  ["bool", {}, 2, true],
  ["bool", {}, "yes", false],
  ["bool", { required: true }, false, "validation_required"],

  ["email", {}, "ana@example.com", "ana@example.com"],
  ["email", {}, "änne@bücher.de", "änne@bücher.de"],
  ["email", {}, "ana@example", "validation_is_email"],
  ["email", {}, "Ana <ana@example.com>", "validation_is_email"],
  ["email", { exceptDomains: ["spam.com"] }, "a@spam.com", "validation_email_domain_not_allowed"],
  ["email", { onlyDomains: ["us.com"] }, "a@us.com", "a@us.com"],

  ["url", {}, "https://example.com/a?b#c", "https://example.com/a?b#c"],
  ["url", {}, "example.com", "example.com"],
  ["url", {}, "http://a b.com", "validation_invalid_url"],
  ["url", {}, "javascript:alert(1)", "validation_invalid_url"],
  ["url", { onlyDomains: ["us.com"] }, "http://them.com", "validation_url_domain_not_allowed"],

  ["editor", { maxSize: 4 }, "<b>", "<b>"],
  ["editor", { maxSize: 4 }, "<b></b>", "validation_content_size_limit"],

  ["file", {}, "a.txt", "a.txt"],
  ["file", {}, ["a.txt", "b.txt"], "b.txt"],
  ["file", {}, null, ""],
  ["file", { required: true }, "", "validation_required"],
  ["file", { maxSelect: 2 }, ["a.txt", "b.txt", "a.txt"], ["a.txt", "b.txt"]],
  ["file", { maxSelect: 2 }, ["a", "b", "c"], "validation_too_many_files"],
  ["file", { maxSelect: 2 }, "", []],
  ["file", {}, { name: "a.txt" }, "validation_invalid_file"],
  ["file", { maxSelect: 2 }, ["a.txt", {}], "validation_invalid_file"],

  ["date", {}, "2024-05-06", "2024-05-06 00:00:00.000Z"],
  ["date", {}, "2024-05-06 07:08", "2024-05-06 07:08:00.000Z"],
  ["date", {}, "2024-05-06T07:08:09+02:00", "2024-05-06 05:08:09.000Z"],
  ["date", {}, "Mon, 06 May 2024 07:08:09 GMT", "2024-05-06 07:08:09.000Z"],
  ["date", {}, 1_715_000_000, "2024-05-06 12:53:20.000Z"],
  ["date", {}, "2024-02-30", ""],
  ["date", {}, "2024", ""],
  ["date", {}, "tomorrow", ""],
  ["date", { required: true }, "tomorrow", "validation_required"],
  ["date", { min: "2024-01-01" }, "2023-12-31", "validation_min_greater_equal_than_required"],
  ["date", { max: "2024-01-01" }, "2024-01-02", "validation_max_less_equal_than_required"],

  ["select", { values: ["a", "b"] }, "b", "b"],
  ["select", { values: ["a", "b"] }, ["a", "b"], "b"],
  ["select", { values: ["a", "b"] }, "c", "validation_invalid_value"],
  ["select", { values: ["a", "b"], maxSelect: 2 }, "a", ["a"]],
  ["select", { values: ["a", "b"], maxSelect: 2 }, '["a","b"]', ["a", "b"]],
  ["select", { values: ["a", "b"], maxSelect: 2 }, ["a", "a"], ["a"]],
  [
    "select",
    { values: ["a", "b", "c"], maxSelect: 2 },
    ["a", "b", "c"],
    "validation_too_many_values",
  ],

  ["relation", { collectionId: "x", maxSelect: 1 }, ["one", "two"], "two"],
  ["relation", { collectionId: "x", maxSelect: 2 }, [], []],
  [
    "relation",
    { collectionId: "x", maxSelect: 3, minSelect: 2 },
    ["a"],
    "validation_not_enough_values",
  ],

  ["json", {}, { a: [1] }, { a: [1] }],
  ["json", {}, '{"a":1}', { a: 1 }],
  ["json", {}, "plain", "plain"],
  ["json", {}, null, null],
  ["json", { required: true }, {}, "validation_required"],
  ["json", { maxSize: 5 }, "123456", "validation_json_size_limit"],

  ["geoPoint", {}, lonLat(1, 2), lonLat(1, 2)],
  ["geoPoint", {}, '{"lon":3,"lat":4}', lonLat(3, 4)],
  ["geoPoint", {}, null, lonLat(0, 0)],
  ["geoPoint", {}, lonLat(200, 0), "validation_invalid_longitude"],
  ["geoPoint", {}, lonLat(0, 91), "validation_invalid_latitude"],

  ["vector", { dimensions: 2 }, [0.5, 1], [0.5, 1]],
  ["vector", { dimensions: 2 }, "[0.5,1]", [0.5, 1]],
  ["vector", { dimensions: 2 }, null, []],
  ["vector", { dimensions: 2 }, [1], "validation_invalid_value"],
  ["vector", { dimensions: 2 }, ["a", "b"], "validation_invalid_value"],

  ["password", { min: 8 }, "1234567", "validation_min_text_constraint"],
  ["password", {}, "x".repeat(72), "validation_max_text_constraint"],
];

describe("a field takes, casts and refuses", () => {
  test.each(rows)("%s %j: %j is %j", (type, options, given, expected) => {
    const field = completeField({ id: "f", name: "f", type, ...options });
    const { encode, check } = fieldTypeOf(field);
    const cell = encode(field, given);
    if (cell instanceof Object && "code" in cell) {
      expect(cell.code).toBe(expected as string);
      return;
    }
    const problem = check(field, cell as string);
    if (problem) expect(problem.code).toBe(expected as string);
    else
      expect(decoderOf(field) ? decoderOf(field)!(cell as string) : cell).toEqual(
        expected as string,
      );
  });
});
