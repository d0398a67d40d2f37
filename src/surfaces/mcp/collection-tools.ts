import type { AnyOperation } from "../../kernel/operation.ts";
import { fieldLine, filterExample, sortExample } from "./collection-words.ts";
import type { McpHost, ToolCollection } from "./mcp-host.ts";
import { firstWithinBudget } from "./schema-budget.ts";
import { isObject, portable, type PlainSchema } from "./portable-schema.ts";
import {
  annotationsFor,
  anyAnswer,
  dryRunSchema,
  type Arguments,
  type RestHints,
  type Tool,
} from "./tool.ts";
import { dottedName, type Verb } from "../../features/mcp/tool-names.ts";

/** What a collection's tools are made from. */
export interface CollectionToolSource {
  readonly host: Pick<McpHost, "operations" | "schemas">;
  readonly collection: ToolCollection;
  readonly names: Readonly<Record<Verb, string>>;
  readonly perPageMax: number;
}

/** The records operation behind each verb. */
export function recordsOperation(
  operations: ReadonlyMap<string, AnyOperation>,
  verb: Verb,
): AnyOperation {
  const found = operations.get(`records.${verb}`);
  if (!found) throw new Error(`the operation records.${verb} is missing`);
  return found;
}

/** A tool for one collection: the records operation with `collection` answered and `data` spelled out. */
export function collectionTool(verb: Verb, source: CollectionToolSource): Tool {
  const { host, collection, names } = source;
  const operation = recordsOperation(host.operations, verb);
  const shape = shapes[verb](source);
  const rest: RestHints = {
    list: names.list,
    get: names.get,
    path: `/api/v1/collections/${collection.name}/records`,
  };
  return {
    definition: firstWithinBudget(
      details.map((detail) => () => ({
        name: names[verb],
        title: dottedName(`${verb}_${collection.name}`),
        description: shape.description(detail),
        inputSchema: {
          type: "object",
          properties: shape.properties(detail),
          ...(shape.required.length > 0 && { required: shape.required }),
        },
        outputSchema: anyAnswer,
        annotations: annotationsFor(operation.effect, verb === "create"),
      })),
    ),
    accepts: {
      type: "object",
      properties: (shape.accepts ?? shape.properties)(full),
      required: shape.required,
    },
    operation,
    label: verb === "delete" ? null : `${collection.name} ${verb}`,
    toInput: (args) => ({ ...args, collection: collection.name }),
    ...(verb === "delete" && { toAnswer: deleted }),
    rest,
  };
}

/** How much a definition says; less where a collection is too wide for the budget. */
interface Detail {
  readonly help: boolean;
  readonly options: boolean;
  /** The longest list of choices that is spelled out. */
  readonly choices: number;
  readonly data: boolean;
}

const full: Detail = { help: true, options: true, choices: Infinity, data: true };
const terse: Detail = { ...full, help: false, options: false };
const details: readonly Detail[] = [
  full,
  { ...full, help: false },
  terse,
  { ...terse, choices: 8 },
  { ...terse, choices: 0 },
  { ...terse, data: false },
];

interface Shape {
  description(detail: Detail): string;
  properties(detail: Detail): Record<string, PlainSchema>;
  readonly required: readonly string[];
  accepts?(detail: Detail): Record<string, PlainSchema>;
}

const shapes: Readonly<Record<Verb, (source: CollectionToolSource) => Shape>> = {
  list: ({ collection, perPageMax }) => ({
    description: (detail) => `List ${collection.name} records. ${fieldLine(collection, detail)}`,
    properties: () => listProperties(collection, perPageMax),
    accepts: () => ({
      ...listProperties(collection, perPageMax),
      page: { type: "integer", minimum: 1 },
      perPage: { type: "integer", minimum: 1, maximum: perPageMax },
      expand: expandSchema([]),
    }),
    required: [],
  }),
  get: ({ collection }) => ({
    description: () => `Get one ${collection.name} record.`,
    properties: () => ({ id: idSchema, ...readProperties(collection) }),
    accepts: () => ({ id: idSchema, ...readProperties(null) }),
    required: ["id"],
  }),
  create: ({ collection, host }) => {
    const schema = portable(host.schemas.create(collection));
    return {
      description: () => `Create a ${collection.name} record.`,
      properties: (detail) => ({
        data: dataSchema(schema, collection, detail),
        dry_run: dryRunSchema,
      }),
      accepts: () => ({ data: schema, dry_run: dryRunSchema }),
      required: ["data"],
    };
  },
  update: ({ collection, host, names }) => {
    const schema = portable(host.schemas.update(collection));
    const lock = { if_updated: ifUpdatedSchema };
    const { properties: plain = {} } = schema;
    const modifiers = modifiersOf(plain);
    return {
      description: () =>
        `Change a ${collection.name} record; fields left out stay.${modifierLine(plain)}`,
      properties: () => ({
        id: idSchema,
        data: { type: "object", description: `As in ${names.create}.` },
        ...(tellsItsChanges(collection) && lock),
        dry_run: dryRunSchema,
      }),
      required: ["id", "data"],
      accepts: () => ({
        id: idSchema,
        data: { ...schema, properties: { ...plain, ...modifiers } },
        ...lock,
        dry_run: dryRunSchema,
      }),
    };
  },
  delete: ({ collection }) => ({
    description: () => `Delete a ${collection.name} record for good.`,
    properties: () => ({ id: idSchema, dry_run: dryRunSchema }),
    accepts: () => ({ id: idSchema, if_updated: ifUpdatedSchema, dry_run: dryRunSchema }),
    required: ["id"],
  }),
};

const idSchema: PlainSchema = { type: "string" };

/** What it means is in the instructions. Every write takes it, and says so where it cannot be held. */
export const ifUpdatedSchema: PlainSchema = { type: "string" };

function tellsItsChanges({ fields }: ToolCollection): boolean {
  return fields.some(({ type, onUpdate, hidden }) => {
    return type === "autodate" && onUpdate === true && !hidden;
  });
}

function deleted(_: Arguments, args: Arguments): Arguments {
  return { deleted: args.id };
}

/** The arguments of a list; `collection` null is any collection. */
export function listProperties(
  collection: ToolCollection | null,
  perPageMax: number,
): Record<string, PlainSchema> {
  return {
    filter: { type: "string", description: filterExample(collection) },
    ...(hasSearch(collection) && { search: { type: "string", description: searchWords } }),
    sort: { type: "string", description: sortExample(collection) },
    page: { type: "integer" },
    perPage: { type: "integer", maximum: perPageMax, default: 30 },
    ...readProperties(collection),
    skipTotal: { type: "boolean" },
  };
}

const searchWords = 'Words, "in a row", -not; best first.';

/** Where no collection is meant yet, it may be one with a search. */
function hasSearch(collection: ToolCollection | null): boolean {
  if (!collection) return true;
  const searched = collection.search?.fields ?? [];
  return collection.fields.some(({ name, hidden }) => !hidden && searched.includes(name));
}

/** The arguments of everything that answers with records; `expand` where there is something to. */
export function readProperties(collection: ToolCollection | null): Record<string, PlainSchema> {
  const relations = collection?.fields.filter((field) => field.type === "relation") ?? [];
  const names = relations.map((field) => field.name).slice(0, 3);
  return {
    fields: { type: "string", description: "id,…" },
    ...((!collection || names.length > 0) && { expand: expandSchema(names) }),
  };
}

function expandSchema(names: readonly string[]): PlainSchema {
  const example = names.length > 0 ? `, e.g. ${names.join(",")}` : "";
  return { type: "string", description: `Relations to include${example}` };
}

function dataSchema(schema: PlainSchema, collection: ToolCollection, detail: Detail): PlainSchema {
  if (!detail.data) {
    const description = `Values by field; describe_collection {"collection":"${collection.name}"} lists them.`;
    return { type: "object", description };
  }
  // Records are given an id: one of the caller's own is taken, and rarely wanted.
  const properties = Object.entries(schema.properties ?? {})
    .filter(([name]) => name !== "id")
    .map(([name, each]) => [name, trimmed(each, detail)] as const);
  const complete = detail.choices === Infinity;
  const description = `describe_collection {"collection":"${collection.name}"} has all choices.`;
  return {
    ...schema,
    ...(!complete && { description }),
    properties: Object.fromEntries(properties),
  };
}

/** A field's schema without what the budget has no room for. */
function trimmed(schema: PlainSchema, detail: Detail): PlainSchema {
  if (detail.help && detail.options) return schema;
  const { description, pattern, minLength, maxLength, ...rest } = schema;
  if (!detail.options) {
    const { type, items, enum: choices } = rest;
    return {
      ...(type && { type }),
      ...(items && { items: trimmed(items, detail) }),
      ...(choices && choices.length <= detail.choices && { enum: choices }),
    };
  }
  const options = { pattern, minLength, maxLength };
  const stated = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...rest, ...Object.fromEntries(stated) };
}

/** `views+`, `+tags` and the like: what an update takes besides plain fields. */
function modifiersOf(
  properties: Readonly<Record<string, PlainSchema>>,
): Record<string, PlainSchema> {
  const modifiers: Record<string, PlainSchema> = {};
  for (const [name, schema] of Object.entries(properties)) {
    if (isNumeric(schema)) {
      modifiers[`${name}+`] = modifiers[`${name}-`] = { type: "number" };
    } else if (schema.type === "array") {
      modifiers[`${name}+`] = modifiers[`+${name}`] = modifiers[`${name}-`] = {};
    }
  }
  return modifiers;
}

function modifierLine(properties: Readonly<Record<string, PlainSchema>>): string {
  const entries = Object.entries(properties);
  const number = entries.find(([, schema]) => isNumeric(schema))?.[0];
  const list = entries.find(([, schema]) => schema.type === "array" && isObject(schema.items))?.[0];
  const words = [
    number && `{"${number}+":1} adds to it`,
    list && `{"${list}+":[…]} appends, {"${list}-":[…]} removes`,
  ].filter(Boolean);
  return words.length > 0 ? ` In data ${words.join(", ")}.` : "";
}

function isNumeric(schema: PlainSchema): boolean {
  return schema.type === "number" || schema.type === "integer";
}
