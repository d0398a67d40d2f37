import type {
  ReadResourceResult,
  Resource,
  ResourceTemplateType,
} from "@modelcontextprotocol/server";
import type { Caller } from "../../kernel/caller.ts";
import { asFailure } from "../../kernel/failure.ts";
import { invoke } from "../../kernel/invoke.ts";
import { mayCall } from "../may-call.ts";
import { mcpFacts, type McpSource } from "./mcp-facts.ts";
import type { McpHost } from "./mcp-host.ts";
import { presentAnswer } from "./present-answer.ts";
import type { Arguments, RestHints } from "./tool.ts";

const productResources: readonly Resource[] = [
  {
    uri: "vaultbase://collections",
    name: "collections",
    title: "Collections",
    description: "All collections with their fields.",
    mimeType: "application/json",
  },
  {
    uri: "vaultbase://audit/recent",
    name: "audit-recent",
    title: "Recent audit entries",
    description: "The last 50 calls: who, what, how it ended, what it changed.",
    mimeType: "application/json",
  },
  {
    uri: "vaultbase://settings",
    name: "settings",
    title: "Settings",
    description: "All settings; secrets are left out.",
    mimeType: "application/json",
  },
  {
    uri: "vaultbase://server/info",
    name: "server-info",
    title: "Server",
    description: "Version, time, how much it holds.",
    mimeType: "application/json",
  },
];

const productTemplates: readonly ResourceTemplateType[] = [
  {
    uriTemplate: "vaultbase://collection/{name}",
    name: "collection",
    title: "Collection",
    description: "One collection: fields, rules, indexes.",
    mimeType: "application/json",
  },
  {
    uriTemplate: "vaultbase://record/{collection}/{id}",
    name: "record",
    title: "Record",
    description: "One record, as its rules let you see it.",
    mimeType: "text/plain",
  },
  {
    uriTemplate: "vaultbase://logs/{date}",
    name: "logs",
    title: "Logs of a day",
    description: "Requests and errors of a day (UTC), such as 2026-03-01, newest first.",
    mimeType: "text/plain",
  },
];

/** The resources that this caller may read. */
export function resourcesFor(host: McpHost, caller: Caller): Resource[] {
  return productResources.filter(({ uri }) => isOffered(host, caller, uri));
}

export function templatesFor(host: McpHost, caller: Caller): ResourceTemplateType[] {
  return productTemplates.filter(({ uriTemplate }) =>
    isOffered(host, caller, uriTemplate.replace("{date}", "2000-01-01")),
  );
}

function isOffered(host: McpHost, caller: Caller, uri: string): boolean {
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
  caller: Caller,
  source: McpSource,
  uri: string,
): Promise<ReadResourceResult | undefined> {
  const asked = questionOf(uri);
  const operation = asked && host.operations.get(asked.operation);
  if (!operation) return undefined;
  const context = host.contextFor(caller, mcpFacts(source, "GET"));
  try {
    const output: Arguments = await invoke(context, operation, asked.input);
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
