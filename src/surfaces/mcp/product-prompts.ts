import type { GetPromptResult } from "@modelcontextprotocol/server";
import { ProtocolError, ProtocolErrorCode } from "@modelcontextprotocol/server";
import { asFailure } from "../../kernel/failure.ts";
import { invoke } from "../../kernel/invoke.ts";
import { nearest } from "../../lib/nearest.ts";
import { mcpFacts } from "./mcp-facts.ts";
import type { McpHost } from "./mcp-host.ts";
import type { Asked } from "./mcp-part.ts";
import { presentAnswer } from "./present-answer.ts";
import { auditRules } from "./prompts/audit-rules.ts";
import { debugRequest } from "./prompts/debug-request.ts";
import { designCollection } from "./prompts/design-collection.ts";
import { importFromPocketbase } from "./prompts/import-from-pocketbase.ts";
import { optimizeSchema } from "./prompts/optimize-schema.ts";
import type { Ask, Prompt } from "./prompts/prompt.ts";
import { withinRowCap } from "./row-cap.ts";
import { asPrompt } from "./saved-prompts.ts";
import type { Arguments } from "./tool.ts";

export const productPrompts: readonly Prompt[] = [
  designCollection,
  debugRequest,
  auditRules,
  importFromPocketbase,
  optimizeSchema,
];

/** All there are: the product's own, and those that superusers wrote. */
export async function listedPrompts(host: McpHost): Promise<Prompt["listed"][]> {
  const saved = [...(await host.prompts.current()).values()].map(asPrompt);
  return [...productPrompts, ...saved].map(({ listed }) => listed);
}

/** A prompt with live data, as the caller may see it; undefined where there is none of this name. */
export async function writePrompt(
  host: McpHost,
  asked: Asked,
  name: string,
  args: Readonly<Record<string, string>>,
): Promise<GetPromptResult | undefined> {
  const saved = (await host.prompts.current()).get(name);
  const prompt =
    productPrompts.find(({ listed }) => listed.name === name) ?? (saved && asPrompt(saved));
  if (!prompt) return undefined;
  checkArguments(prompt, args);
  const text = await prompt.write(args, askAs(host, asked));
  const { description } = prompt.listed;
  return {
    ...(description !== undefined && { description }),
    messages: [{ role: "user", content: { type: "text", text } }],
  };
}

function checkArguments({ listed }: Prompt, args: Readonly<Record<string, string>>): void {
  const known = listed.arguments.map(({ name }) => name);
  for (const { name, required } of listed.arguments) {
    if (required && !args[name]) throw wrong(`${listed.name} needs the argument ${name}.`);
  }
  for (const name of Object.keys(args)) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    throw wrong(`${listed.name} has no argument ${name}.${near ? ` Did you mean ${near}?` : ""}`);
  }
}

function wrong(message: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, message);
}

function askAs(host: McpHost, asked: Asked): Ask {
  return async (name, input, label) => {
    const operation = host.operations.get(name);
    if (!operation) throw new Error(`the operation ${name} is missing`);
    try {
      // One for each question: a context is a call, with an entry of its own in the audit.
      const context = host.contextFor(asked.caller, mcpFacts(asked, "GET"));
      const output: Arguments = await invoke(
        context,
        operation,
        withinRowCap(operation, asked.caller, input),
      );
      return presentAnswer({ label }, output, {}).content[0]?.text ?? "";
    } catch (thrown) {
      const failure = asFailure(thrown);
      if (failure.code === "internal") throw thrown;
      return `(${[failure.message, failure.hint].filter(Boolean).join(" ")})`;
    }
  };
}
