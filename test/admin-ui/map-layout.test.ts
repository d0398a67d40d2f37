import { describe, expect, test } from "bun:test";
import { cardWidth, layOut } from "../../admin-ui/pages/collections/list/map-layout.ts";
import type { Collection } from "../../src/product.ts";

const collection = (name: string, ...targets: string[]) =>
  ({
    id: name,
    name,
    fields: [
      { id: "title", name: "title", type: "text", system: false },
      ...targets.map((target) => ({
        id: `to_${target}`,
        name: target,
        type: "relation",
        system: false,
        collectionId: target,
      })),
    ],
    // As much of it as a map looks at.
  }) as unknown as Collection;

const placesOf = (...collections: Collection[]) =>
  Object.fromEntries(
    layOut(collections).cards.map(({ collection: { name }, x, y }) => [name, { x, y }]),
  );

describe("the map of collections", () => {
  test("what is led to stands left of what leads there, step by step", () => {
    const places = placesOf(
      collection("comments", "posts"),
      collection("posts", "authors"),
      collection("authors"),
    );
    expect(places.authors!.x).toBe(0);
    expect(places.posts!.x).toBeGreaterThan(places.authors!.x + cardWidth);
    expect(places.comments!.x).toBeGreaterThan(places.posts!.x + cardWidth);
  });

  test("collections that lead to themselves, or round in a circle, have their place", () => {
    const { cards, lines } = layOut([
      collection("pages", "pages"),
      collection("a", "b"),
      collection("b", "c"),
      collection("c", "a"),
    ]);
    expect(cards).toHaveLength(4);
    expect(lines).toHaveLength(4);
    for (const { path } of lines) expect(path).not.toContain("NaN");
  });

  test("what has to do with nothing comes below the rest", () => {
    const places = placesOf(
      collection("notes"),
      collection("posts", "authors"),
      collection("authors"),
    );
    expect(places.notes!.y).toBeGreaterThan(places.posts!.y);
  });

  test("no card lies over another", () => {
    const names = ["a", "b", "c", "d", "e", "f"];
    const { cards } = layOut(
      names.map((name, index) => collection(name, ...names.slice(0, index % 3))),
    );
    for (const one of cards) {
      for (const other of cards) {
        if (one === other || one.x !== other.x) continue;
        const [upper, lower] = one.y < other.y ? [one, other] : [other, one];
        expect(upper.y + upper.height).toBeLessThanOrEqual(lower.y);
      }
    }
  });

  test("nothing at all is an empty map", () => {
    expect(layOut([])).toMatchObject({ cards: [], lines: [], height: 0 });
  });
});
