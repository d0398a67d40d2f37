import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { countRows } from "./count-rows.ts";
import { isWithin } from "./visible-collections.ts";

/** How much there is. Views are not counted: that would run each one's query to its end. */
export const countCollections = operation({
  name: "collections.counts",
  summary: "Count the records of every collection.",
  access: "superuser",
  scope: "read:schema",
  effect: "read",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({
    items: Type.Array(
      Type.Object({ id: Type.String(), name: Type.String(), records: Type.Integer() }),
    ),
  }),
  http: "GET /collections/meta/counts",
  command: { positional: [], example: "vaultbase collections counts" },

  async run({ services, storage, caller }) {
    const { collections } = await services.catalogs.current();
    const items = [];
    for (const collection of collections) {
      if (collection.type === "view" || !isWithin(collection, caller)) continue;
      const { id, name } = collection;
      items.push({ id, name, records: await countRows(storage, collection) });
    }
    return { items };
  },
});
