import { afterAll, beforeAll, expect, test } from "bun:test";
import { insideRequest } from "../../../src/kernel/context.ts";
import { openShelf, type Shelf } from "./book-shelf.ts";

let shelf: Shelf;
beforeAll(async () => {
  shelf = await openShelf();
});
afterAll(() => shelf.close());

const all = "b1 b2 b3 b4 b5 b6";
const request = {
  ...insideRequest,
  query: { shelf: "5", pages: "5", empty: "" },
  headers: { x_key: "Secret" },
};

test.each([
  ["ann", "author = @request.auth.id", "b1"],
  // A guest has no id, and no id is the same as none: such rules let guests see what nobody owns.
  ["", "author = @request.auth.id", "b4 b5"],
  ["", "@request.auth.id != '' && author = @request.auth.id", ""],
  ["ann", "@request.auth.age = 30 && @request.auth.name = 'Ann'", all],
  ["ben", "author = @request.auth.mentor", "b1"],
  ["ben", "@request.auth.mentor.name = 'Ann'", all],
  ["ann", "@request.auth.collectionName = 'people' && @request.auth.emailVisibility = true", all],
  ["ann", "@request.auth.nothing = ''", all],
  ["ann", "@request.auth.reviews_via_by.book ?= id", "b1"],
  ["ben", "@request.auth.reviews_via_by.book ?= id", "b1 b2"],
  ["", "@request.auth.reviews_via_by.book ?= id", ""],
  ["", "@request.query.shelf = '5' && @request.query.empty:isset = true", all],
  ["", "@request.query.other:isset = true", ""],
  ["", "pages = @request.query.pages", "b3"],
  ["", "title = @request.query.shelf", "b4"],
  ["", "@request.headers.x_key = 'Secret' && @request.headers.x_key:lower = 'secret'", all],
  ["", "@request.method = 'GET' && @request.context = 'default'", all],
])("%s may by %s", async (who, filter, ids) => {
  const facts = { request, ...(who ? { caller: await shelf.person(who) } : {}) };
  expect((await shelf.find({ filter, facts })).join(" ")).toBe(ids);
});

test.each([
  [{ title: "Star Trip" }, "@request.body.title = title", "b1"],
  [{ title: "Star Trip" }, "@request.body.title:changed = false", "b1"],
  [{}, "@request.body.title:changed = true", ""],
  [{ pages: 100 }, "@request.body.pages < pages", "b1 b2"],
  [{ pages: "100" }, "@request.body.pages < pages", "b1 b2"],
  [{ title: "" }, "@request.body.title:isset = true && @request.body.lent:isset = false", all],
  [{ languages: ["de", "en"] }, "@request.body.languages:length = 2", all],
  [{ languages: ["de", "en"] }, "@request.body.languages:each != 'fr'", all],
  [{ languages: ["de", "en"] }, "@request.body.languages:each = 'de'", ""],
  [{ languages: ["de", "en"] }, "@request.body.languages:changed = false", "b1"],
  [{ languages: ["fr", "en"] }, "languages:each ?= @request.body.languages:each", "b1 b2"],
  [{ author: "ann" }, "@request.body.author.age > 20", all],
  [{ author: "" }, "@request.body.author.age > 20", ""],
  [{ genres: ["crime", "love"] }, "@request.body.genres.rank < 3", all],
  [{ genres: ["crime", "space"] }, "@request.body.genres.rank < 3", ""],
  [{ genres: ["crime", "space"] }, "@request.body.genres.rank ?< 3", all],
  [{ meta: { a: [{ b: 1 }] } }, "@request.body.meta.a.0.b = 1", all],
  [{ lent: true }, "@request.body.lent = lent", "b1 b3"],
  [null, "@request.body.title = null", all],
])("a body of %j meets %s", async (body, filter, ids) => {
  expect((await shelf.find({ filter, facts: { body } })).join(" ")).toBe(ids);
});
