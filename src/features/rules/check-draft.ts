import { Type } from "@sinclair/typebox";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { operation } from "../../kernel/operation.ts";
import type { Catalog } from "../collections/catalog.ts";
import { rulesOf } from "../collections/check-rules.ts";
import type { Collection } from "../collections/collection.ts";
import { followRenames } from "../collections/follow-renames.ts";
import { draftCollection } from "../collections/draft-collection.ts";
import { readDefinition } from "../collections/plan-import.ts";
import { reachedCatalog } from "../collections/reached-catalog.ts";
import { ruleWarningOutput } from "../collections/rule-warning.ts";
import { refuseOutside } from "../collections/visible-collections.ts";
import { warningsOf } from "./rule-warnings.ts";

/** For whoever is writing rules: what is wrong with them and where, before anything is saved. */
export const checkDraft = operation({
  name: "rules.checkDraft",
  summary: "Check the rules of a collection as it would be: errors with their place, and warnings.",
  access: "superuser",
  scope: "read:schema",
  effect: "read",
  input: Type.Object(
    {
      collection: Type.Object(
        { id: Type.Optional(Type.String()), name: Type.String() },
        {
          additionalProperties: Type.Unknown(),
          description: "A definition; what it leaves out is as it is now.",
        },
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    problems: Type.Array(
      Type.Object({
        rule: Type.String({ description: "listRule, …; mfa.rule" }),
        message: Type.String(),
        hint: Type.Optional(Type.String()),
        position: Type.Optional(Type.Integer({ description: "In the rule's text, from 1." })),
      }),
    ),
    warnings: Type.Array(ruleWarningOutput),
  }),
  http: "POST /rules/check-draft",
  command: {
    positional: [],
    example: `vaultbase rules check-draft --collection '{"name":"posts","listRule":"public = true"}'`,
  },

  async run(context, input) {
    const { services, caller, storage } = context;
    const catalog = await services.catalogs.current();
    const given = readDefinition(input.collection);
    const existing = catalog.find(given.id || given.name || "") ?? null;
    if (existing) refuseOutside(existing, caller);
    const drafted = draftCollection(context, catalog, given, existing);
    const schema = followRenames(storage.dialect, catalog, catalog.with(drafted));
    const draft = schema.get(drafted.id);
    return {
      problems: problemsOf(context, reachedCatalog(schema, caller).with(draft), draft, existing),
      warnings: warningsOf(schema, draft, caller),
    };
  },
});

function problemsOf(
  { services, caller }: Context,
  schema: Catalog,
  draft: Collection,
  existing: Collection | null,
) {
  const before = new Set(existing ? rulesOf(existing).map(([, text]) => text) : []);
  const { mfa } = draft.auth ?? {};
  const rules = [...rulesOf(draft), ["mfa.rule", mfa?.enabled ? mfa.rule : null] as const];
  return rules.flatMap(([rule, text]) => {
    if (!text) return [];
    try {
      services.checkRule(schema, draft, text, before.has(text) ? undefined : caller);
      return [];
    } catch (thrown) {
      if (!(thrown instanceof Failure) || thrown.code !== "invalid") throw thrown;
      const { message, hint, position } = thrown;
      return [{ rule, message, ...(hint && { hint }), ...(position && { position }) }];
    }
  });
}
