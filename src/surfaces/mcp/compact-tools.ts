import { Type } from "@sinclair/typebox";
import type { Caller } from "../../kernel/caller.ts";
import type { Effect } from "../../kernel/operation.ts";
import { operation } from "../../kernel/operation.ts";
import {
  ifUpdatedSchema,
  listProperties,
  readProperties,
  recordsOperation,
} from "./collection-tools.ts";
import type { McpHost } from "./mcp-host.ts";
import { operationTool } from "./operation-tools.ts";
import type { PlainSchema } from "./portable-schema.ts";
import { annotationsFor, anyAnswer, dryRunSchema, type Tool } from "./tool.ts";
import {
  callToolName,
  compactNames,
  dottedName,
  findToolsName,
  verbs,
  type Verb,
} from "../../features/mcp/tool-names.ts";

/** A tool that takes a collection's name and is, from there on, that collection's own tool. */
export interface CompactTool extends Tool {
  readonly verb: Verb;
}

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
    update: { collection, id, data, if_updated: ifUpdatedSchema, dry_run: dryRunSchema },
    delete: { collection, id, if_updated: ifUpdatedSchema, dry_run: dryRunSchema },
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
        name: compactNames[verb],
        title: dottedName(compactNames[verb]),
        description: says[verb],
        inputSchema: {
          type: "object",
          properties: inputs[verb],
          required,
        },
        outputSchema: anyAnswer,
        annotations: annotationsFor(behind.effect satisfies Effect, verb === "create"),
      },
      operation: behind,
      label: `records ${verb}`,
      toInput: (args) => args,
    };
  });
}

/** A tool found by `find_tools`: all that is needed to call it. */
export interface FoundTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: PlainSchema;
}

/** Looks through all tools the caller may call, listed or not. `search` answers best first. */
export function findToolsTool(
  search: (caller: Caller, words: string, limit: number) => FoundTool[],
): Tool {
  return operationTool(
    operation({
      name: "mcp.findTools",
      summary:
        "Find tools that are not listed (routes, hooks, jobs, flags, webhooks, settings, history, …), with their arguments.",
      access: "public",
      effect: "read",
      input: Type.Object({
        query: Type.String({ description: "Words, e.g. delete posts" }),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, default: 3 })),
      }),
      output: Type.Object({
        tools: Type.Array(
          Type.Object({
            name: Type.String(),
            description: Type.String(),
            inputSchema: Type.Object({}, { additionalProperties: Type.Unknown() }),
          }),
        ),
      }),
      run: ({ caller }, { query, limit }) =>
        Promise.resolve({ tools: search(caller, query, limit ?? 3) }),
    }),
    { name: findToolsName, title: "Find tools" },
  );
}

/**
 * Calls a tool that is not listed, for clients whose model may only call what is. It is never run
 * itself: a call to it becomes the call it names. `reads`: its caller cannot call anything that writes.
 */
export function callToolTool(reads: boolean): Tool {
  const tool = operationTool(
    operation({
      name: "mcp.callTool",
      summary: "Call a tool that find_tools found.",
      access: "public",
      effect: "read",
      input: Type.Object({
        name: Type.String(),
        arguments: Type.Optional(Type.Object({}, { additionalProperties: Type.Unknown() })),
      }),
      output: Type.Object({}),
      run: () => Promise.reject(new Error("a call by name was not taken for the call it names")),
    }),
    { name: callToolName, title: "Call a tool" },
  );
  if (reads) return tool;
  const annotations = annotationsFor("write", true, true);
  return {
    ...tool,
    definition: { ...tool.definition, annotations: { ...annotations, destructiveHint: true } },
  };
}

/** What a list has room for first: what most agents are asked for. The rest is found and called. */
const firstInLine: readonly string[] = [
  "list_collections",
  "describe_collection",
  "create_collection",
  "alter_collection",
  "batch_records",
  "read_logs",
  "run_sql",
  "read_audit_log",
  "seed",
  "read_file",
  "list_routes",
  "evaluate_flag",
  "undo_call",
  "read_history",
];

/** Those that fit beside what is listed anyway, in their own order. */
export function thoseThatFit(tools: readonly Tool[], characters: number): Tool[] {
  const rank = ({ definition }: Tool) => {
    const place = firstInLine.indexOf(definition.name);
    return place < 0 ? firstInLine.length : place;
  };
  let room = characters;
  const chosen = new Set<Tool>();
  for (const tool of tools.toSorted((a, b) => rank(a) - rank(b))) {
    const size = JSON.stringify(tool.definition).length + 1;
    if (size > room) continue;
    room -= size;
    chosen.add(tool);
  }
  return tools.filter((tool) => chosen.has(tool));
}
