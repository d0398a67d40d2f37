import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { refuseOutside } from "../collections/visible-collections.ts";
import { reachedCatalog } from "../collections/reached-catalog.ts";
import { ruleWarningOutput } from "../collections/rule-warning.ts";
import { warningsOf } from "./rule-warnings.ts";
import { slowRules } from "./slow-rules.ts";

/** What saving a rule warns of, for all rules there are; and what only large tables show. */
export const checkRules = operation({
  name: "rules.check",
  summary: "Look for known traps in the collections' rules.",
  access: "superuser",
  scope: "read:schema",
  effect: "read",
  input: Type.Object(
    { collection: Type.Optional(Type.String({ description: "Only this one: name or id." })) },
    { additionalProperties: false },
  ),
  output: Type.Object({ warnings: Type.Array(ruleWarningOutput) }),
  http: "GET /rules/check",
  tool: {
    name: "check_rules",
    title: "Check rules",
  },
  command: { positional: ["collection"], example: "vaultbase rules check" },

  async run(context, input) {
    const { services, caller, storage } = context;
    const catalog = await services.catalogs.current();
    const asked = input.collection === undefined ? null : catalog.get(input.collection, caller);
    if (asked) refuseOutside(asked, caller);
    const collections = asked ? [asked] : reachedCatalog(catalog, caller).collections;
    const warnings = collections.flatMap((collection) => warningsOf(catalog, collection, caller));
    for (const collection of collections) {
      warnings.push(...(await slowRules(storage, catalog, collection)));
    }
    return { warnings };
  },
});
