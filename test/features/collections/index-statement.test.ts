import { describe, expect, test } from "bun:test";
import {
  followFields,
  hasUniqueIndex,
  onOwnTable,
} from "../../../src/features/collections/collection-indexes.ts";
import { completeField } from "../../../src/features/collections/complete-field.ts";
import { parseIndex, renderIndex } from "../../../src/features/collections/index-statement.ts";

describe("a CREATE INDEX statement", () => {
  test.each([
    ["CREATE INDEX i ON posts (title)", "CREATE INDEX `i` ON `posts` (`title`)"],
    [
      'create unique index if not exists `i` on [posts] ("a", b)',
      "CREATE UNIQUE INDEX `i` ON `posts` (\n  `a`,\n  `b`\n)",
    ],
    [
      "CREATE INDEX i ON p (a COLLATE NOCASE DESC)",
      "CREATE INDEX `i` ON `p` (`a` COLLATE NOCASE DESC)",
    ],
    ["CREATE INDEX i ON p (lower(a, b), c)", "CREATE INDEX `i` ON `p` (\n  lower(a, b),\n  `c`\n)"],
    ["CREATE INDEX i ON p (\n  a\n) WHERE a != '';", "CREATE INDEX `i` ON `p` (`a`) WHERE a != ''"],
  ])("%j is read and said again as %j", (statement, again) => {
    expect(renderIndex(parseIndex(statement)!)).toBe(again);
  });

  test.each([
    "",
    "hello",
    "CREATE INDEX `` ON p (a)",
    "CREATE INDEX i ON p ()",
    "CREATE INDEX i ON p (a",
    "CREATE INDEX i ON p (a); DROP TABLE p",
  ])("%j is none", (statement) => {
    expect(parseIndex(statement)).toBeUndefined();
  });

  test("speaks of its own table", () => {
    expect(onOwnTable(["CREATE INDEX i ON other (a)", "CREATE INDEX j ON p (a)"], "p")).toEqual([
      "CREATE INDEX `i` ON `p` (`a`)",
      "CREATE INDEX j ON p (a)",
    ]);
  });
});

describe("indexes whose fields change", () => {
  const field = (id: string, name: string) => completeField({ id, name, type: "text" });
  const before = [field("1", "a"), field("2", "b")];
  const indexes = [
    "CREATE INDEX i ON p (a) WHERE a != 'a'",
    "CREATE INDEX j ON p (lower(a), b)",
    "CREATE INDEX k ON p (b)",
  ];

  test("follow a rename, in expressions and conditions too, but not in texts", () => {
    expect(followFields(indexes, before, [field("1", "z"), field("2", "b")])).toEqual([
      "CREATE INDEX `i` ON `p` (`z`) WHERE z != 'a'",
      "CREATE INDEX `j` ON `p` (\n  lower(z),\n  `b`\n)",
      "CREATE INDEX k ON p (b)",
    ]);
  });

  test("go with a field that goes", () => {
    expect(followFields(indexes, before, [field("2", "b")])).toEqual(["CREATE INDEX k ON p (b)"]);
  });
});

test.each([
  ["CREATE UNIQUE INDEX i ON p (email)", true],
  ["CREATE UNIQUE INDEX i ON p (`email`) WHERE `email` != ''", true],
  ["CREATE UNIQUE INDEX i ON p (email COLLATE NOCASE)", true],
  ["CREATE UNIQUE INDEX i ON p (email) WHERE verified", false],
  ["CREATE UNIQUE INDEX i ON p (email, name)", false],
  ["CREATE INDEX i ON p (email)", false],
])("%j keeps every address apart: %j", (statement, unique) => {
  expect(hasUniqueIndex([statement], "email")).toBe(unique);
});
