import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { visibleCollections } from "../collections/visible-collections.ts";
import { proposableFields } from "./proposable-fields.ts";

export const listCompletions = operation({
  name: "prompts.completions",
  summary: "List the fields whose values a prompt's argument can be completed from.",
  access: "superuser",
  scope: "read:schema",
  effect: "read",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({
    items: Type.Array(
      Type.Object({ completion: Type.String({ description: "Such as customers.name." }) }),
    ),
  }),
  http: "GET /prompts/completions",
  command: { positional: [], example: "vaultbase prompts completions" },

  async run({ services, caller }) {
    const catalog = await services.catalogs.current();
    const items = visibleCollections(catalog, caller).flatMap((collection) =>
      proposableFields(collection).map(({ name }) => ({
        completion: `${collection.name}.${name}`,
      })),
    );
    return { items };
  },
});
