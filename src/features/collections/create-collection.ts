import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import {
  collectionOptions,
  collectionOutput,
  fieldGuidance,
  fieldInput,
} from "./collection-input.ts";
import { draftCollection } from "./draft-collection.ts";
import { presentCollection, withWarnings } from "./present-collection.ts";
import { newWarnings } from "./rule-warning.ts";
import { saveSchema } from "./save-schema.ts";

/** A new collection with its table; tools and routes for it are there at once. */
export const createCollection = operation({
  name: "collections.create",
  summary: "Create a collection: its fields, rules and indexes.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "write",
  reach: "everything",
  input: Type.Object(
    {
      name: Type.String({ description: "Letters, digits and _; best beginning with a letter." }),
      type: Type.Optional(
        Type.String({ description: "base (default), auth for people who sign in, or view." }),
      ),
      fields: Type.Optional(
        Type.Array(fieldInput, {
          description: "id, created_at and updated_at come by themselves.",
        }),
      ),
      id: Type.Optional(Type.String()),
      ...collectionOptions,
    },
    { additionalProperties: false },
  ),
  output: collectionOutput,
  refusal: "Failed to create collection.",
  http: "POST /collections",
  tool: {
    name: "create_collection",
    title: "Create collection",
    guidance: `${fieldGuidance} Its tools (list_, get_, …) exist as soon as this returns.`,
  },
  command: {
    positional: ["name"],
    example: `vaultbase collections create posts --fields '[{"name":"title","type":"text"}]'`,
  },

  async run(context, input) {
    return context.storage.write(async (writer) => {
      const catalog = await context.services.catalogs.within(writer);
      const draft = draftCollection(context, catalog, input, null);
      const after = await saveSchema(context, writer, catalog, [{ existing: null, draft }]);
      const saved = after.get(draft.id);
      const warnings = newWarnings(context, catalog, saved);
      return withWarnings(presentCollection(saved), warnings);
    });
  },
});
