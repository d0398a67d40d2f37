import { callToolName } from "../../features/mcp/tool-names.ts";
import type { Caller } from "../../kernel/caller.ts";
import { asFailure, Failure } from "../../kernel/failure.ts";
import { isTooDeep, tooDeep } from "../../kernel/input-depth.ts";
import { authorize, invoke } from "../../kernel/invoke.ts";
import { openTrace } from "../../kernel/trace.ts";
import { redact } from "../../lib/redact.ts";
import { capExpanded } from "./cap-expanded.ts";
import { checkArguments } from "./check-arguments.ts";
import { mcpFacts, type McpSource } from "./mcp-facts.ts";
import type { McpHost } from "./mcp-host.ts";
import { isObject } from "./portable-schema.ts";
import { presentAnswer } from "./present-answer.ts";
import { presentFailure, type ToolAnswer } from "./present-failure.ts";
import { cappedSchema, withinRowCap } from "./row-cap.ts";
import type { Arguments, Tool } from "./tool.ts";
import type { ToolRegistry } from "./tool-registry.ts";
import { visibleJson } from "./visible-text.ts";

export interface ToolCall extends McpSource {
  readonly name: string;
  readonly arguments: unknown;
  readonly caller: Caller;
}

/**
 * One tool call, from any transport: find, authorize, check, run, present. Whatever comes of it is an
 * answer, and leaves one entry in the audit.
 */
export async function callTool(
  host: McpHost,
  registry: ToolRegistry,
  call: ToolCall,
): Promise<ToolAnswer> {
  const isDeep = isTooDeep(call.arguments);
  const given = isDeep ? {} : (call.arguments ?? {});
  const dryRun = isObject(given) && given.dry_run === true;
  const tool = registry.find(call.name);
  const named = tool?.definition.name === callToolName ? namedCall(given) : null;
  if (named) return callTool(host, registry, { ...call, ...named });
  const context = host.contextFor(call.caller, mcpFacts(call, methodOf(tool)), { dryRun });
  const refuse = (failure: Failure, suggestion?: string) => {
    // What reaches the operation is traced by `invoke`.
    const operation = tool?.operation.name ?? `mcp.${redact(call.name).slice(0, 100)}`;
    openTrace(context, operation, given).end(failure.code);
    return presentFailure(failure, suggestion);
  };
  if (!tool) return refuse(unknownTool(registry, call));
  if (isDeep) return refuse(tooDeep());

  let target = tool;
  let args: Arguments;
  try {
    authorize(context, tool.operation);
    const checked = check(registry, tool, given, call.caller);
    if ("findings" in checked) {
      const failure = new Failure("invalid", `${call.name}: ${checked.findings.join(" ")}`);
      return refuse(failure, suggestionFor(call.name, checked.corrected));
    }
    target = checked.target;
    args = checked.args;
  } catch (thrown) {
    return refuse(asFailure(thrown));
  }
  try {
    const input = withinRowCap(target.operation, call.caller, target.toInput(args));
    const output: Arguments = await invoke(context, target.operation, input);
    const answer = capExpanded(target.toAnswer?.(output, args) ?? output, call.caller, target.rest);
    const told = presentAnswer(target, dryRun ? { ...answer, dry_run: true } : answer, args);
    host.answered(context.callId, told.content[0]?.text.length ?? 0);
    return told;
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.code === "internal") host.report(failure.cause ?? failure, `mcp ${context.callId}`);
    return presentFailure(withCalls(failure, target), correctedCall(call.name, given, failure));
  }
}

/** The call that `call_tool` stands for; null where its own arguments are wrong. */
function namedCall(given: unknown): Pick<ToolCall, "name" | "arguments"> | null {
  if (!isObject(given) || typeof given.name !== "string") return null;
  const { name, arguments: args, ...more } = given;
  if (name === callToolName || Object.keys(more).length > 0) return null;
  return args === undefined || isObject(args) ? { name, arguments: args } : null;
}

type Checked =
  | { readonly target: Tool; readonly args: Arguments }
  | { readonly findings: readonly string[]; readonly corrected: unknown };

/** A compact tool becomes the collection's own before its arguments are held against the schema. */
function check(registry: ToolRegistry, tool: Tool, given: unknown, caller: Caller): Checked {
  const accepted = ({ accepts, definition }: Tool) =>
    cappedSchema(accepts ?? definition.inputSchema, caller);
  const first = checkArguments(accepted(tool), given);
  const compact = registry.isCompact(tool);
  if (!compact) registry.checkOffered(caller, tool);
  if (!compact || !isObject(first.corrected)) {
    return first.findings.length > 0 ? first : { target: tool, args: withoutDryRun(given) };
  }
  const { collection, ...rest } = first.corrected;
  const target = registry.ofCollection(tool, String(collection));
  registry.checkOffered(caller, tool, target);
  if (!target) {
    // A system collection has no tools of its own; the operation says who may touch it.
    return first.findings.length > 0 ? first : { target: tool, args: withoutDryRun(given) };
  }
  const second = checkArguments(accepted(target), rest);
  const findings = [...first.findings, ...second.findings];
  if (findings.length > 0) {
    return { findings, corrected: { collection, ...(second.corrected as object) } };
  }
  return { target, args: withoutDryRun(rest) };
}

function withoutDryRun(given: unknown): Arguments {
  if (!isObject(given)) return {};
  const { dry_run: _, ...rest } = given;
  return rest;
}

const suggestionCharacters = 240;

/** The corrected call, where it is short enough to be read back. */
function suggestionFor(name: string, corrected: unknown): string | undefined {
  const text = `${name} ${visibleJson(corrected)}`;
  return text.length <= suggestionCharacters ? text : undefined;
}

/** The call with the misspelt name put right, where the failure says which one was meant. */
function correctedCall(name: string, given: unknown, failure: Failure): string | undefined {
  const [, isCollection, meant = ""] =
    /^Did you mean (the collection )?(\S+)\?$/.exec(failure.hint ?? "") ?? [];
  const [, wrong = ""] = /^There is no (?:[a-z]+ )*"?(@?[\w.+-]+)"?/.exec(failure.message) ?? [];
  if (meant === "" || !isObject(given)) return undefined;
  if (isCollection) {
    return given.collection === undefined
      ? undefined
      : suggestionFor(name, { ...given, collection: meant });
  }
  // Two letters are as likely a text without its quotes.
  if (wrong.length < 3) return undefined;
  const misspelt = new RegExp(`(?<![\\w@])${RegExp.escape(wrong)}(?!\\w)`);
  const corrected = Object.entries(given).map(([key, value]) => [
    key,
    typeof value === "string" ? value.replace(misspelt, () => meant) : value,
  ]);
  const call = Object.fromEntries(corrected) as Arguments;
  return Bun.deepEquals(call, given) ? undefined : suggestionFor(name, call);
}

function unknownTool(registry: ToolRegistry, call: ToolCall): Failure {
  const near = registry.nearestName(call.name, call.caller);
  const shown = call.name.slice(0, 64);
  return new Failure("notFound", `There is no tool ${JSON.stringify(shown)}.`, {
    hint: near ? `Did you mean ${near}?` : "list_collections shows what there is.",
  });
}

/** Says which call helps, where the failure itself cannot know the tools' names. */
function withCalls(failure: Failure, tool: Tool): Failure {
  if (failure.code !== "notFound" || failure.hint || !tool.rest) return failure;
  return new Failure(failure.code, failure.message, {
    hint: `${tool.rest.list} {"fields":"id"} shows the ids there are.`,
    problems: failure.problems,
  });
}

function methodOf(tool: Tool | undefined): string {
  return tool?.operation.http?.split(" ")[0] ?? "POST";
}
