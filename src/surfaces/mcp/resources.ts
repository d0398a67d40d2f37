import type {
  ReadResourceResult,
  Resource,
  ResourceTemplateType,
} from "@modelcontextprotocol/server";
import type { Caller } from "../../kernel/caller.ts";
import { asFailure } from "../../kernel/failure.ts";
import { invoke } from "../../kernel/invoke.ts";
import { mcpFacts, type McpSource } from "./mcp-facts.ts";
import type { McpHost } from "./mcp-host.ts";
import { presentAnswer } from "./present-answer.ts";
import type { Arguments, RestHints } from "./tool.ts";

export const productResources: readonly Resource[] = [
  {
    uri: "vaultbase://collections",
    name: "collections",
    title: "Collections",
    description: "All collections with their fields.",
    mimeType: "application/json",
  },
];

export const productTemplates: readonly ResourceTemplateType[] = [
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
];

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

function questionOf(uri: string): Question | null {
  if (uri === "vaultbase://collections") {
    return { operation: "collections.overview", input: {}, label: null };
  }
  const [, kind, first, second] =
    /^vaultbase:\/\/(collection|record)\/([^/]+)(?:\/([^/]+))?$/.exec(uri) ?? [];
  const name = first === undefined ? null : decoded(first);
  if (kind === "collection" && name !== null && second === undefined) {
    return { operation: "collections.describe", input: { collection: name }, label: null };
  }
  const id = second === undefined ? null : decoded(second);
  if (kind !== "record" || name === null || id === null) return null;
  const path = `/api/v1/collections/${name}/records`;
  return {
    operation: "records.get",
    input: { collection: name, id },
    label: `${name} get`,
    rest: { list: `list_${name}`, get: `get_${name}`, path },
  };
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    // A broken escape names nothing.
    return null;
  }
}
