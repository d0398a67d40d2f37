import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { Failure } from "../../../src/kernel/failure.ts";
import { openShelf, type Question, type Shelf } from "./book-shelf.ts";

let shelf: Shelf;
beforeAll(async () => {
  shelf = await openShelf();
});
afterAll(() => shelf.close());

async function refusal(question: Question): Promise<Failure> {
  try {
    await shelf.find(question);
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown;
    throw thrown;
  }
  throw new Error("it was expected to be refused");
}

describe("a client's filter sees what the client may see", () => {
  test.each([
    ["reviews_via_book.text ?= 'good'", "", "b1 b2"],
    // The bad review has one star, and the listRule hides it from all but its author.
    ["reviews_via_book.text ?= 'bad'", "", ""],
    ["reviews_via_book.text ?= 'bad'", "ben", "b1"],
    // Hidden rows do not make "all match" fail: that would tell what is in them.
    ["reviews_via_book.stars > 3", "", "b1 b2"],
    ["reviews_via_book.stars > 3", "ben", "b2"],
    ["author.email ~ '@x.org'", "", "b1 b3"],
    ["author.email !~ 'nowhere'", "", "b1 b3"],
  ])("%s, asked by %p", async (clientFilter, who, ids) => {
    const facts = who ? { caller: await shelf.person(who) } : {};
    expect((await shelf.find({ clientFilter, facts })).join(" ")).toBe(ids);
  });

  test("a hidden address sorts as none", async () => {
    const people = { in: "people", clientFilter: "id != ''" };
    expect(await shelf.find({ ...people, sort: "-email" })).toEqual(["nil", "ann", "ben"]);
    expect(await shelf.find({ in: "people", sort: "-email" })).toEqual(["nil", "ben", "ann"]);
  });

  test.each([
    ["vaults_via_book.code = '1'", "invalid", "Records of vaults cannot be filtered by."],
    ["author.secret = 's1'", "invalid", 'There is no field "secret" in people (position 1).'],
    ["@request.auth.id = ''", "forbidden", "Only superusers can filter by @request."],
    ["@collection.genres.rank > 1", "forbidden", "Only superusers can filter by @collection."],
  ])("%s is %s", async (clientFilter, code, message) => {
    const failure = await refusal({ clientFilter });
    expect([failure.code, failure.message]).toEqual([code, message]);
    expect(await shelf.find({ filter: clientFilter })).toBeArray();
  });
});

test.each([
  ["titel = 'x'", 'There is no field "titel" in books (position 1).', "Did you mean title?"],
  [
    "pages > 1 && author.nam = 'x'",
    'There is no field "nam" in people (position 14).',
    "Did you mean name?",
  ],
  ["title:lowr = 'x'", "There is no modifier :lowr (position 1).", "Did you mean :lower?"],
  [
    "title.x = 1",
    "title in books is of type text and leads nowhere (position 1).",
    "Only relations, json and geoPoint fields have something behind the dot.",
  ],
  [
    "review_via_book.id = 1",
    "books has no back relation review_via_book (position 1).",
    "Did you mean reviews_via_book?",
  ],
  ["@collection.book.id = 1", "There is no collection book (position 1).", "Did you mean books?"],
  [
    "published > @now-7x",
    "There is no @now-7x (position 13).",
    "Such as @now-7d or @todayStart+8h; units are s, m, h, d and w.",
  ],
  [
    "published > @year-1d",
    "There is no @year-1d (position 13).",
    "Such as @now-7d or @todayStart+8h; units are s, m, h, d and w.",
  ],
  ["published > @nov", "There is no @nov (position 13).", "Did you mean @now?"],
  [
    "geoDistanc(1,2,3,4) > 1",
    "There is no function geoDistanc (position 1).",
    "Did you mean geoDistance?",
  ],
  [
    "geoDistance('a',2,3,4) > 1",
    "geoDistance is called wrongly (position 1).",
    "geoDistance(lonA, latA, lonB, latB) takes four numbers or fields.",
  ],
  ["title == 'x'", "There is no operator == (position 7).", "Equality is a single =."],
  [
    "title = 'x' and pages = 1",
    'Expected && or ||, found "and" (position 13).',
    "Write && for and.",
  ],
  ["title", "Expected an operator such as =, found the end (position 6).", undefined],
  ["title = 'x", "The text that begins with ' never ends (position 9).", undefined],
  ["pages = .5", '".5" is not a number (position 9).', "Numbers look like 5, -5 or 0.5."],
  [" // nothing", "The filter is blank (position 1).", undefined],
  [
    `${"pages = 1 || ".repeat(200)}pages = 1`,
    "A filter has at most 200 comparisons (position 2601).",
    undefined,
  ],
  [`title = '${"x".repeat(3500)}'`, "A filter has at most 3500 characters.", "This one has 3510."],
  [
    "sequelTo.sequelTo.sequelTo.sequelTo.sequelTo.sequelTo.sequelTo.id = ''",
    "A path follows at most 6 relations (position 1).",
    undefined,
  ],
])("%s is refused with advice", async (filter, message, hint) => {
  const failure = await refusal({ filter });
  expect(failure.code).toBe("invalid");
  expect(failure.message).toBe(message);
  if (hint) expect(failure.hint).toBe(hint);
  else expect(failure.hint).not.toBe("");
});
