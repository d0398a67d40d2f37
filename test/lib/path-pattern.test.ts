import { expect, test } from "bun:test";
import { bySpecificity, matchPath, readPathPattern, shapeOf } from "../../src/lib/path-pattern.ts";

test.each<[pattern: string, path: string, found: object | null]>([
  ["/", "/", {}],
  ["/hello", "/hello", {}],
  ["/hello", "/hello/", null],
  ["/hello", "/Hello", null],
  ["/orders/:id", "/orders/a%20b", { id: "a b" }],
  ["/orders/:id", "/orders/", null],
  ["/orders/:id", "/orders/a/b", null],
  ["/orders/:id", "/orders/%E0%A4%A", null],
  ["/orders/:id/items/:item", "/orders/1/items/2", { id: "1", item: "2" }],
  ["/files/*", "/files/a/b", { rest: "a/b" }],
  ["/files/*", "/files", { rest: "" }],
  ["/files/*", "/file/a", null],
])("%s and %s", (pattern, path, found) => {
  expect(matchPath(readPathPattern(pattern)!, path)).toEqual(found as never);
});

test.each(["", "hello", "/a//b", "/:", "/:1", "/:a/:a", "/*/a", "/a b", "/../x", "/a?b"])(
  "%j is no pattern",
  (text) => expect(readPathPattern(text)).toBeNull(),
);

test("what says more comes first", () => {
  const patterns = ["/*", "/:a", "/a/*", "/a/:b", "/a/b", "/a"].map((each) =>
    readPathPattern(each)!,
  );
  expect(patterns.toSorted(bySpecificity).map(({ text }) => text)).toEqual([
    "/a/b",
    "/a",
    "/a/:b",
    "/a/*",
    "/:a",
    "/*",
  ]);
  expect(shapeOf(readPathPattern("/a/:b")!)).toBe(shapeOf(readPathPattern("/a/:c")!));
});
