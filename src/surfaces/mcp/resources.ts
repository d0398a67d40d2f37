import type {
  ReadResourceResult,
  Resource,
  ResourceTemplateType,
} from "@modelcontextprotocol/server";
import { offeredResources, offeredTemplates } from "../../features/mcp/offered-resources.ts";
import type { Caller } from "../../kernel/caller.ts";
import { asFailure } from "../../kernel/failure.ts";
import { openTrace } from "../../kernel/trace.ts";
import { invoke } from "../../kernel/invoke.ts";
import { mayCall } from "../may-call.ts";
import { mcpFacts, type McpSource } from "./mcp-facts.ts";
import { isResourceOffered, type McpConfig } from "./mcp-config.ts";
import type { McpHost } from "./mcp-host.ts";
import { mcpLimits } from "./mcp-limits.ts";
import { notOffered } from "./not-offered.ts";
import { presentAnswer } from "./present-answer.ts";
import { withinRowCap } from "./row-cap.ts";
import type { Arguments, RestHints } from "./tool.ts";

/** The resources that this caller may read. */
export function resourcesFor(host: McpHost, config: McpConfig, caller: Caller): Resource[] {
  return offeredResources.filter(
    ({ uri }) => isResourceOffered(config, caller, uri) && mayAsk(host, caller, uri),
  );
}

export function templatesFor(
  host: McpHost,
  config: McpConfig,
  caller: Caller,
): ResourceTemplateType[] {
  return offeredTemplates.filter(
    ({ uriTemplate }) =>
      isResourceOffered(config, caller, uriTemplate) &&
      mayAsk(host, caller, uriTemplate.replace("{date}", "2000-01-01")),
  );
}

function mayAsk(host: McpHost, caller: Caller, uri: string): boolean {
  const operation = host.operations.get(questionOf(uri)?.operation ?? "");
  return operation !== undefined && mayCall(caller, operation);
}

/**
 * Reads a resource through the operation that answers the same question, so that rules, scopes and
 * audit are the same. `undefined`: there is no such resource, or none for this caller.
 * @throws Failure other than `notFound`.
 */
export async function readProductResource(
  host: McpHost,
  config: McpConfig,
  source: McpSource & { readonly caller: Caller },
  uri: string,
): Promise<ReadResourceResult | undefined> {
  const asked = uri.length > mcpLimits.uriCharacters ? null : questionOf(uri);
  const operation = asked && host.operations.get(asked.operation);
  if (!operation) return undefined;
  const context = host.contextFor(source.caller, mcpFacts(source, "GET"));
  if (!isResourceOffered(config, source.caller, uri)) {
    const failure = notOffered(uri, config.resources.hasSome(uri) ? source.caller : null);
    openTrace(context, operation.name, asked.input).end(failure.code);
    throw failure;
  }
  try {
    const input = withinRowCap(operation, source.caller, asked.input);
    const output: Arguments = await invoke(context, operation, input);
    const { content } = presentAnswer({ label: asked.label, rest: asked.rest }, output, {});
    const mimeType = asked.label === null ? "application/json" : "text/plain";
    return { contents: [{ uri, mimeType, text: content[0]?.text ?? "" }] };
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.code === "notFound") return undefined;
    throw failure;
  }
}

interface Question {
  readonly operation: string;
  readonly input: Arguments;
  readonly label: string | null;
  readonly rest?: RestHints;
}

/** Resources without variables, and what each asks. */
const questions: ReadonlyMap<string, Question> = new Map([
  ["vaultbase://collections", { operation: "collections.overview", input: {}, label: null }],
  ["vaultbase://audit/recent", { operation: "audit.list", input: { perPage: 50 }, label: null }],
  ["vaultbase://settings", { operation: "settings.get", input: {}, label: null }],
  ["vaultbase://server/info", { operation: "server.info", input: {}, label: null }],
]);

function questionOf(uri: string): Question | null {
  const known = questions.get(uri);
  if (known) return known;
  const [, kind, ...parts] =
    /^vaultbase:\/\/(collection|record|logs)\/([^/]+)(?:\/([^/]+))?$/.exec(uri) ?? [];
  const [first = null, second = null] = parts.map((part) => (part ? decoded(part) : null));
  if (first === null) return null;
  if (kind === "record") return second === null ? null : recordQuestion(first, second);
  if (second !== null) return null;
  return kind === "collection"
    ? { operation: "collections.describe", input: { collection: first }, label: null }
    : logsQuestion(first);
}

function recordQuestion(collection: string, id: string): Question {
  const path = `/api/v1/collections/${collection}/records`;
  return {
    operation: "records.get",
    input: { collection, id },
    label: `${collection} get`,
    rest: { list: `list_${collection}`, get: `get_${collection}`, path },
  };
}

/** What strangers sent stands in logs: addresses, names of programs. */
function logsQuestion(date: string): Question | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const input = { since: date, until: `${date}T23:59:59.999Z`, limit: 1000 };
  const rest = { list: "read_logs", get: "read_logs", path: "/api/v1/logs" };
  return { operation: "logs.read", input, label: `logs ${date}`, rest };
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    // A broken escape names nothing.
    return null;
  }
}
