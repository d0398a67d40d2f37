import { Type } from "@sinclair/typebox";
import { Failure } from "../../kernel/failure.ts";
import { operation } from "../../kernel/operation.ts";
import { problem } from "./fields/casting.ts";
import { planImport } from "./plan-import.ts";
import { saveSchema } from "./save-schema.ts";

/** Definitions as `collections.export` gives them. */
export const definitionsInput = Type.Array(
  Type.Object({ name: Type.Optional(Type.String()) }, { additionalProperties: Type.Unknown() }),
  { minItems: 1 },
);

/** Brings in definitions as `collections.export` gives them, all or none. */
export const importCollections = operation({
  name: "collections.import",
  summary: "Create or change collections from their definitions, all or none.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "destroy",
  reach: "everything",
  input: Type.Object(
    {
      collections: definitionsInput,
      deleteMissing: Type.Optional(
        Type.Boolean({ description: "Also delete collections and fields that are not named." }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({}),
  http: "PUT /collections/import",
  command: {
    positional: [],
    example: "vaultbase collections import --collections @collections.json",
  },

  run: (context, { collections: given, deleteMissing = false }) =>
    context.storage.write(async (writer) => {
      const before = await context.services.catalogs.within(writer);
      const { plans, removed } = planImport(context, before, given, {
        deleteMissing,
        dropFields: deleteMissing,
        explain: (position, thrown) =>
          asImportFailure(String(given[position]?.name ?? "a collection"), thrown),
      });
      await saveSchema(context, writer, before, plans, removed, ({ draft }, thrown) =>
        asImportFailure(draft.name, thrown),
      );
      return {};
    }),
});

function asImportFailure(name: string, thrown: unknown): unknown {
  if (!(thrown instanceof Failure) || thrown.code !== "invalid") return thrown;
  const message = `${name}: ${thrown.hint ?? thrown.message}`;
  return new Failure("invalid", "Failed to import collections.", {
    hint: `${message} Nothing was imported.`,
    problems: { collections: problem("validation_collections_import_failure", message) },
  });
}
