import { Type } from "@sinclair/typebox";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";
import type { Collection } from "./collection.ts";
import { collectionTest, listable } from "./filter-collections.ts";
import { collectionOutput } from "./collection-input.ts";
import { presentCollection } from "./present-collection.ts";
import { isWithin } from "./visible-collections.ts";

/** Every collection in full, system ones included, in pages. */
export const listCollections = operation({
  name: "collections.list",
  summary: "List the collections with their fields, rules and indexes.",
  access: "superuser",
  scope: "read:schema",
  effect: "read",
  input: Type.Object(
    {
      filter: Type.Optional(
        Type.String({ description: "Such as: name ~ 'blog' && system = false" }),
      ),
      sort: Type.Optional(Type.String({ description: `Of ${listable.join(", ")}.` })),
      page: Type.Optional(Type.Integer()),
      perPage: Type.Optional(Type.Integer()),
      skipTotal: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    items: Type.Array(collectionOutput),
    page: Type.Integer(),
    perPage: Type.Integer(),
    totalItems: Type.Integer(),
    totalPages: Type.Integer(),
  }),
  http: "GET /collections",
  command: { positional: [], example: "vaultbase collections list" },

  async run(context, input) {
    const passes = input.filter ? collectionTest(input.filter) : () => true;
    const { collections } = await context.services.catalogs.current();
    const page = Math.max(1, input.page ?? 1);
    const asked = input.perPage ?? 0;
    const perPage = asked > 0 ? Math.min(asked, limits.perPageMax) : limits.perPageDefault;
    const seen = collections.filter((each) => isWithin(each, context.caller) && passes(each));
    const sorted = seen.toSorted(compareBy(input.sort ?? ""));
    const totalItems = input.skipTotal ? -1 : sorted.length;
    return {
      items: sorted.slice((page - 1) * perPage, page * perPage).map(presentCollection),
      page,
      perPage,
      totalItems,
      totalPages: totalItems < 0 ? -1 : Math.ceil(totalItems / perPage),
    };
  },
});

/** Oldest first where nothing else is said. */
function compareBy(sort: string): (a: Collection, b: Collection) => number {
  const keys = `${sort},created`.split(",").flatMap((text) => {
    const name = text.trim().replace(/^[+-]/, "");
    if (name === "") return [];
    const key = listable.find((each) => each === name);
    if (!key) {
      throw new Failure("invalid", `Collections cannot be sorted by ${name}.`, {
        hint: `Sort by ${listable.join(", ")}.`,
      });
    }
    return [{ key, sign: text.trim().startsWith("-") ? -1 : 1 }];
  });
  return (a, b) => {
    for (const { key, sign } of keys) {
      const [left, right] = [String(a[key]), String(b[key])];
      if (left !== right) return left < right ? -sign : sign;
    }
    return 0;
  };
}
