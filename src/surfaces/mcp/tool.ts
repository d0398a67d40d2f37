import type { AnyOperation, Effect } from "../../kernel/operation.ts";
import type { PlainSchema } from "./portable-schema.ts";

/** A tool as `tools/list` shows it. A type, not an interface: the SDK wants an index signature. */
export type ToolDefinition = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: PlainSchema & { readonly type: "object" };
  readonly outputSchema: PlainSchema & { readonly type: "object" };
  readonly annotations: ToolAnnotations;
};

export type ToolAnnotations = {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  readonly openWorldHint: boolean;
};

export type Arguments = Readonly<Record<string, unknown>>;

/** A tool is an operation with some of its input already answered. */
export interface Tool {
  readonly definition: ToolDefinition;
  readonly operation: AnyOperation;
  /** What arguments are checked against, where that is more than the definition shows. */
  readonly accepts?: PlainSchema;
  /** The fence's label where the answer holds records, else null. */
  readonly label: string | null;
  /** The operation's input; `dry_run` is already taken out. */
  toInput(args: Arguments): Arguments;
  /** The answer to a call; absent: the operation's output as it is. */
  toAnswer?(output: Arguments, args: Arguments): Arguments;
  /** The part of the answer that is an image. */
  readonly image?: string;
  /** How to get what did not fit into the answer. */
  readonly rest?: RestHints;
}

/** Names the calls that bring what a capped answer left out. */
export interface RestHints {
  readonly list: string;
  readonly get: string;
  /** The collection's records over REST, where nothing is cut. */
  readonly path: string;
}

/** What an answer holds is seen when it comes; said of every tool, it would cost every caller. */
export const anyAnswer = { type: "object" } as const;

/** What it means is in the instructions, once for all tools. */
export const dryRunSchema: PlainSchema = { type: "boolean" };

/** `makes`: it adds something each time it is called, and leaves what there is. */
export function annotationsFor(effect: Effect, makes: boolean, openWorld = false): ToolAnnotations {
  return {
    readOnlyHint: effect === "read",
    destructiveHint: effect === "destroy" || (effect === "write" && !makes),
    idempotentHint: effect === "read" || (effect === "destroy" && !makes),
    openWorldHint: openWorld,
  };
}
