import { SUPPORTED_PROTOCOL_VERSIONS } from "@modelcontextprotocol/server";
import type { Caller } from "../../kernel/caller.ts";
import type { RequestFacts } from "../../kernel/context.ts";
import { callTool } from "./call-tool.ts";
import { serverInfo } from "./caller-server.ts";
import type { McpSource } from "./mcp-facts.ts";
import { mcpLimits } from "./mcp-limits.ts";
import type { Mcp } from "./mcp-surface.ts";
import type { ToolsetOptions } from "./mcp-host.ts";
import { isObject } from "./portable-schema.ts";

/** A plain call or list, of which every part is understood here. */
export interface PlainRequest {
  readonly id: string | number;
  readonly era: "modern" | "legacy";
  /** null: the list. */
  readonly call: { readonly name: string; readonly arguments: unknown } | null;
  /** Only the 2026 revision says so in every request. */
  readonly client: RequestFacts["client"];
}

/**
 * What most requests are: `tools/call` without extras, and the first page of `tools/list`. Null for
 * anything else, however slightly, which then goes through the SDK; the answers are the same.
 */
export function readPlainRequest(body: unknown, headers: Headers): PlainRequest | null {
  if (!isObject(body) || body.jsonrpc !== "2.0" || !hasOnly(body, messageKeys)) return null;
  const { id, method, params = {} } = body;
  if (typeof id !== "string" && !Number.isSafeInteger(id)) return null;
  if (method !== "tools/call" && method !== "tools/list") return null;
  if (!isObject(params) || !headers.get("accept")?.includes("application/json")) return null;
  const { _meta, ...rest } = params;
  const call = method === "tools/call" ? readCall(rest) : null;
  if (method === "tools/call" ? !call : Object.keys(rest).length > 0) return null;
  const version = headers.get("mcp-protocol-version");
  if (_meta === undefined) {
    if (version !== null && !SUPPORTED_PROTOCOL_VERSIONS.includes(version)) return null;
    return { id: id as string | number, era: "legacy", call, client: null };
  }
  if (version !== modernVersion || headers.get("mcp-method") !== method) return null;
  if (headers.get("mcp-name") !== (call?.name ?? null)) return null;
  const client = readEnvelope(_meta);
  return client && { id: id as string | number, era: "modern", call, client };
}

/** The program that a request of the 2026 revision says it comes from. */
export function programIn(body: unknown): RequestFacts["client"] {
  const params = isObject(body) ? body.params : null;
  const meta = isObject(params) ? params._meta : null;
  return isObject(meta) ? programNamed(meta) : null;
}

export interface PlainCaller extends McpSource {
  readonly caller: Caller;
  toolset(): ToolsetOptions;
}

/** The answer as the SDK would write it. */
export async function answerPlainRequest(
  mcp: Mcp,
  request: PlainRequest,
  { caller, toolset, client, connection }: PlainCaller,
): Promise<Response | null> {
  const registry = await mcp.registry();
  const last = request.era === "modern" ? modernTail(mcp) : "";
  let result: string;
  if (request.call) {
    const answer = await callTool(mcp.host, registry, {
      ...request.call,
      caller,
      client,
      connection,
    });
    result = JSON.stringify(answer).slice(0, -1) + last;
  } else {
    const list = registry.list(caller, toolset());
    if (list.tools.length > mcpLimits.listPage) return null;
    const cache = request.era === "modern" ? listCache : "";
    result = `{"tools":${list.text}${cache}${last}`;
  }
  const text = `{"result":${result}},"jsonrpc":"2.0","id":${JSON.stringify(request.id)}}`;
  return new Response(text, { headers: { "content-type": "application/json" } });
}

const modernVersion = "2026-07-28";
const messageKeys = new Set(["jsonrpc", "id", "method", "params"]);
const callKeys = new Set(["name", "arguments"]);
const listCache = `,"ttlMs":${mcpLimits.listTtlMs},"cacheScope":"private"`;
const metaPrefix = "io.modelcontextprotocol/";
const metaKeys = new Set(
  ["protocolVersion", "clientInfo", "clientCapabilities"].map((key) => metaPrefix + key),
);

function readCall(params: Record<string, unknown>): PlainRequest["call"] {
  const { name, arguments: args } = params;
  if (typeof name !== "string" || !hasOnly(params, callKeys)) return null;
  return args === undefined || isObject(args) ? { name, arguments: args } : null;
}

function readEnvelope(meta: unknown): RequestFacts["client"] {
  if (!isObject(meta) || !hasOnly(meta, metaKeys)) return null;
  const isKnown =
    meta[`${metaPrefix}protocolVersion`] === modernVersion &&
    isObject(meta[`${metaPrefix}clientCapabilities`]);
  return isKnown ? programNamed(meta) : null;
}

function programNamed(meta: Record<string, unknown>): RequestFacts["client"] {
  const info = meta[`${metaPrefix}clientInfo`];
  if (!isObject(info)) return null;
  const { name, version } = info;
  return typeof name === "string" && typeof version === "string" ? { name, version } : null;
}

function modernTail(mcp: Mcp): string {
  const meta = JSON.stringify({ [`${metaPrefix}serverInfo`]: serverInfo(mcp) });
  return `,"resultType":"complete","_meta":${meta}`;
}

function hasOnly(value: Record<string, unknown>, known: ReadonlySet<string>): boolean {
  return Object.keys(value).every((key) => known.has(key));
}
