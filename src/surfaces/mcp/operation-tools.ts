import { Type, type TObject, type TProperties } from "@sinclair/typebox";
import { dottedName } from "../../features/mcp/tool-names.ts";
import type { AnyOperation } from "../../kernel/operation.ts";
import { firstWithinBudget, terserSchemas } from "./schema-budget.ts";
import { checkable, portable } from "./portable-schema.ts";
import { annotationsFor, anyAnswer, dryRunSchema, type Tool } from "./tool.ts";

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
        title: dottedName(tool.name),
        description: [operation.summary, tool.guidance].filter(Boolean).join(" "),
        inputSchema: {
          ...schema,
          type: "object",
          properties: { ...schema.properties, ...(canBeTried && { dry_run: dryRunSchema }) },
        },
        outputSchema: anyAnswer,
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
