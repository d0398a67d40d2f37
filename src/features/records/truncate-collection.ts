import { Type } from "@sinclair/typebox";
import { joining } from "../../kernel/dry-run.ts";
import { Failure } from "../../kernel/failure.ts";
import { operation } from "../../kernel/operation.ts";
import { identifier, sql } from "../../kernel/sql.ts";
import { openCollection } from "./open-collection.ts";
import { collectionInput } from "./record-options.ts";
import { deleteHooked } from "./relations.ts";

/** Deletes every record, each as `records.delete` would: cascades, references and history included. */
export const truncateCollection = operation({
  name: "collections.truncate",
  summary: "Delete all records of a collection and keep the collection.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "destroy",
  input: Type.Object({ collection: collectionInput }, { additionalProperties: false }),
  output: Type.Object({}),
  http: "DELETE /collections/:collection/truncate",
  command: { positional: ["collection"], example: "vaultbase collections truncate drafts" },

  run: (context, input) =>
    context.storage.write(async (writer) => {
      const inside = joining(context, writer);
      const catalog = await context.services.catalogs.within(writer);
      const collection = openCollection(context, catalog, input.collection);
      if (collection.type === "view") {
        throw new Failure(
          "invalid",
          "View collections cannot be truncated since they don't store their own records.",
          { hint: `Truncate the collections that ${collection.name} reads from.` },
        );
      }
      if (collection.system) {
        throw new Failure("invalid", "System collections cannot be truncated.", {
          hint: `Delete records of ${collection.name} one by one.`,
        });
      }
      const first = sql`SELECT * FROM ${identifier(collection.name)} LIMIT 1`;
      // One at a time: a cascade may take others of the same collection along.
      for (;;) {
        const [row] = await writer.all(first);
        if (!row) return {};
        await deleteHooked(inside, writer, catalog, collection, row);
      }
    }),
});
