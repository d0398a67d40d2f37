import { Type, type TObject, type TProperties } from "@sinclair/typebox";
import type { AnyOperation } from "../../kernel/operation.ts";
import { firstWithinBudget, terserSchemas } from "./schema-budget.ts";
import { checkable, portable, type PlainSchema } from "./portable-schema.ts";
import { annotationsFor, dryRunSchema, type Tool } from "./tool.ts";

/** The operations that are tools of their own, in the product's order. */
export function operationTools(operations: ReadonlyMap<string, AnyOperation>): Tool[] {
  return [...operations.values()].flatMap((operation) =>
    operation.tool ? [operationTool(operation, operation.tool)] : [],
  );
}

export function operationTool(
  operation: AnyOperation,
  tool: NonNullable<AnyOperation["tool"]>,
): Tool {
  const canBeTried = operation.effect !== "read" && operation.dryRun !== false;
  const input = portable(listedInput(operation));
  const accepted = checkable(operation.input);
  // Whoever has to ask for writing at all may ask for any.
  const makes = operation.writesWith === undefined && operation.http?.startsWith("POST ") === true;
  return {
    definition: firstWithinBudget(
      terserSchemas(input).map((schema) => () => ({
        name: tool.name,
        title: `vaultbase.${tool.name}`,
        description: [operation.summary, tool.guidance].filter(Boolean).join(" "),
        inputSchema: {
          ...schema,
          type: "object",
          properties: { ...schema.properties, ...(canBeTried && { dry_run: dryRunSchema }) },
        },
        outputSchema: answerSchema(operation),
        annotations: annotationsFor(operation.effect, makes, tool.openWorld),
      })),
    ),
    operation,
    accepts: {
      ...accepted,
      type: "object",
      properties: { ...accepted.properties, ...(canBeTried && { dry_run: dryRunSchema }) },
    },
    label: tool.records ? operation.name : null,
    ...(tool.image !== undefined && { image: tool.image }),
    toInput: (args) => args,
  };
}

/** Rare options are taken without being listed: they would cost every caller of every tool. */
function listedInput({ input }: AnyOperation): TObject {
  const properties = Object.entries(input.properties as TProperties);
  return Type.Object(
    Object.fromEntries(properties.filter(([, { unlisted }]) => unlisted !== true)),
  );
}

/** Characters of an output schema: beyond, every list of tools would cost more than it tells. */
const answerCharacters = 200;

/** The output's first level only: its depths cost tokens and tell a model nothing it will not see. */
function answerSchema(operation: AnyOperation): PlainSchema & { type: "object" } {
  const { properties = {} } = checkable(Type.Object(operation.output.properties));
  const shallow = Object.entries(properties).map(([name, each]) => {
    const { type, items, nullable } = each;
    // Null besides a type cannot be said so that every client takes it.
    if (nullable) return [name, {}];
    if (type === "array") return [name, { type, items: items?.type ? { type: items.type } : {} }];
    return [name, type ? { type } : {}];
  });
  const schema = { type: "object", properties: Object.fromEntries(shallow) } as const;
  // That lists have items goes without saying.
  const isPlainList = shallow.every(([name]) => name === "items");
  const isTooLong = JSON.stringify(schema).length > answerCharacters;
  return isPlainList || isTooLong ? { type: "object" } : schema;
}
