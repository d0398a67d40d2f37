import { Type } from "@sinclair/typebox";
import { whileDry } from "../../kernel/dry-run.ts";
import { Failure } from "../../kernel/failure.ts";
import { operation } from "../../kernel/operation.ts";
import { collectionChange } from "./change-step.ts";
import { changesBetween } from "./changes-between.ts";
import { definitionsInput } from "./import-collections.ts";
import { planImport } from "./plan-import.ts";
import { ruleWarningOutput } from "./rule-warning.ts";
import { saveSchema } from "./save-schema.ts";

/**
 * What saving definitions would come to. They are saved for real and undone again, so what only the
 * tables know (a unique index over rows that are alike) is found as well.
 */
export const planCollections = operation({
  name: "collections.plan",
  summary: "Show what saving collections' definitions would do to tables, rows and rules.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "read",
  reach: "everything",
  dryRun: "itself",
  input: Type.Object(
    {
      collections: definitionsInput,
      dropFields: Type.Optional(
        Type.Boolean({ description: "Fields that a definition leaves out are dropped." }),
      ),
      deleteMissing: Type.Optional(
        Type.Boolean({ description: "As in collections.import: what is not named goes." }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    changes: Type.Array(collectionChange),
    warnings: Type.Array(ruleWarningOutput),
  }),
  http: "POST /collections/meta/plan",
  command: {
    positional: [],
    example: "vaultbase collections plan --collections @collections.json --delete-missing",
  },

  async run(context, { collections: given, deleteMissing = false, dropFields = deleteMissing }) {
    const { services, caller } = context;
    const explain = (position: number, thrown: unknown) => at(position, thrown);
    const [before, after] = await whileDry(context, (dry) =>
      dry.storage.write(async (writer) => {
        const known = await services.catalogs.within(writer);
        const options = { deleteMissing, dropFields, explain };
        const { plans, removed } = planImport(dry, known, given, options);
        const saved = await saveSchema(dry, writer, known, plans, removed, (plan, thrown) =>
          explain(
            plans.findIndex(({ draft }) => draft.id === plan.draft.id),
            thrown,
          ),
        );
        return [known, saved] as const;
      }),
    );
    const warned = new Set(services.ruleWarnings(before, caller).map(keyOf));
    return {
      changes: await changesBetween(context.storage, before, after),
      warnings: services.ruleWarnings(after, caller).filter((each) => !warned.has(keyOf(each))),
    };
  },
});

function keyOf(warning: object): string {
  return JSON.stringify(warning);
}

/** Problems as they are shaped, below the definition they are about. */
function at(position: number, thrown: unknown): unknown {
  if (!(thrown instanceof Failure) || thrown.code !== "invalid") return thrown;
  const { message, hint, problems } = thrown;
  const found = Object.keys(problems).length > 0;
  return new Failure("invalid", message, {
    hint,
    cause: thrown,
    ...(found && { problems: { collections: { [position]: problems } } }),
  });
}
