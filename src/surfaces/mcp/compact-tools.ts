import { Type } from "@sinclair/typebox";
import type { Caller } from "../../kernel/caller.ts";
import type { Effect } from "../../kernel/operation.ts";
import { operation } from "../../kernel/operation.ts";
import { listProperties, readProperties, recordsOperation } from "./collection-tools.ts";
import type { McpHost } from "./mcp-host.ts";
import { operationTool } from "./operation-tools.ts";
import type { PlainSchema } from "./portable-schema.ts";
import { annotationsFor, dryRunSchema, type Tool } from "./tool.ts";
import { verbs, type Verb } from "./tool-names.ts";

/** A tool that takes a collection's name and is, from there on, that collection's own tool. */
export interface CompactTool extends Tool {
  readonly verb: Verb;
}

const names: Readonly<Record<Verb, string>> = {
  list: "list_records",
  get: "get_record",
  create: "create_record",
  update: "update_record",
  delete: "delete_record",
};

/** One set of tools for all collections: what is listed when there are too many of their own. */
export function compactTools(host: Pick<McpHost, "operations">, perPageMax: number): CompactTool[] {
  const collection: PlainSchema = { type: "string", description: "Its name." };
  const id: PlainSchema = { type: "string" };
  const data: PlainSchema = {
    type: "object",
    description: "Values by field; describe_collection lists them.",
    additionalProperties: true,
  };
  const inputs: Record<Verb, Record<string, PlainSchema>> = {
    list: { collection, ...listProperties(null, perPageMax) },
    get: { collection, id, ...readProperties(null) },
    create: { collection, data, dry_run: dryRunSchema },
    update: { collection, id, data, dry_run: dryRunSchema },
    delete: { collection, id, dry_run: dryRunSchema },
  };
  const says: Record<Verb, string> = {
    list: "List a collection's records.",
    get: "Get one record.",
    create: "Create a record.",
    update: "Change a record; fields left out stay.",
    delete: "Delete a record for good.",
  };
  return verbs.map((verb) => {
    const behind = recordsOperation(host.operations, verb);
    const required = ["collection", "id", "data"].filter((name) => name in inputs[verb]);
    return {
      verb,
      definition: {
        name: names[verb],
        title: `vaultbase.${names[verb]}`,
        description: says[verb],
        inputSchema: {
          type: "object",
          properties: inputs[verb],
          required,
          additionalProperties: false,
        },
        outputSchema: { type: "object", properties: outputOf(verb) },
        annotations: annotationsFor(behind.effect satisfies Effect, verb === "update"),
      },
      operation: behind,
      label: `records ${verb}`,
      toInput: (args) => args,
    };
  });
}

function outputOf(verb: Verb): Record<string, PlainSchema> {
  if (verb === "list") return { items: { type: "array", items: { type: "object" } } };
  return verb === "delete" ? { deleted: { type: "string" } } : { id: { type: "string" } };
}

/** A tool found by `find_tools`. */
export interface FoundTool {
  readonly name: string;
  readonly description: string;
}

/** Looks through all tools the caller may call, listed or not. `search` answers best first. */
export function findToolsTool(
  search: (caller: Caller, words: string, limit: number) => FoundTool[],
): Tool {
  return operationTool(
    operation({
      name: "mcp.findTools",
      summary: "Find tools by words; every tool found can be called, listed or not.",
      access: "public",
      effect: "read",
      input: Type.Object({
        query: Type.String({ description: "Words, e.g. delete posts" }),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
      }),
      output: Type.Object({
        tools: Type.Array(Type.Object({ name: Type.String(), description: Type.String() })),
      }),
      run: ({ caller }, { query, limit }) =>
        Promise.resolve({ tools: search(caller, query, limit ?? 5) }),
    }),
    { name: "find_tools", title: "Find tools" },
  );
}
