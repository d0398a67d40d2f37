import { mcpLimits } from "./mcp-limits.ts";
import type { PlainSchema } from "./portable-schema.ts";
import type { ToolDefinition } from "./tool.ts";

/** The first of these that fits the budget, else the last: they come from wordy to terse. */
export function firstWithinBudget(makers: readonly (() => ToolDefinition)[]): ToolDefinition {
  let made: ToolDefinition | undefined;
  for (const make of makers) {
    made = make();
    if (JSON.stringify(made).length <= mcpLimits.toolCharacters) return made;
  }
  if (!made) throw new Error("there is nothing to choose from");
  return made;
}

/** Schemas that say less and less; what they accept stays the same. */
export function terserSchemas(schema: PlainSchema): PlainSchema[] {
  return [
    schema,
    mapNested(schema, 0, (each, depth) => (depth > 1 ? bare(each, true) : each)),
    mapNested(schema, 0, (each, depth) => (depth > 1 ? bare(each, false) : each)),
    mapNested(schema, 0, (each, depth) => (depth > 0 ? bare(each, false) : each)),
    mapNested(schema, 0, (each, depth) => (depth > 0 ? requiredOnly(bare(each, false)) : each)),
    mapNested(schema, 0, (each, depth) => (depth > 0 ? opaque(bare(each, false)) : each)),
  ];
}

function bare(schema: PlainSchema, withLimits: boolean): PlainSchema {
  const { description: _, ...said } = schema;
  if (withLimits) return said;
  const { type, properties, required, items, enum: choices } = said;
  const open = said.additionalProperties === true ? { additionalProperties: true } : {};
  return {
    ...(type && { type }),
    ...(properties && { properties }),
    ...(required && { required }),
    ...(items && { items }),
    ...(choices && { enum: choices }),
    ...open,
  };
}

/** An object inside a list, reduced to what it cannot do without. */
function requiredOnly(schema: PlainSchema): PlainSchema {
  const { properties, required = [] } = schema;
  if (!properties || required.length === 0) return schema;
  const kept = Object.entries(properties).filter(([name]) => required.includes(name));
  return { ...schema, properties: Object.fromEntries(kept), additionalProperties: true };
}

/** `{ type: "object" }`: the tool's text has to say the rest. */
function opaque(schema: PlainSchema): PlainSchema {
  const { properties: _, required: __, ...said } = schema;
  return said;
}

function mapNested(
  schema: PlainSchema,
  depth: number,
  change: (schema: PlainSchema, depth: number) => PlainSchema,
): PlainSchema {
  const changed = change(schema, depth);
  const { properties, items } = changed;
  const nested =
    properties &&
    Object.entries(properties).map(
      ([name, each]) => [name, mapNested(each, depth + 1, change)] as const,
    );
  return {
    ...changed,
    ...(nested && { properties: Object.fromEntries(nested) }),
    ...(items && { items: mapNested(items, depth, change) }),
  };
}
