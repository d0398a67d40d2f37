import type {
  CallToolResult,
  CompleteResult,
  DiscoverResult,
  GetPromptResult,
  ListPromptsResult,
  ListResourcesResult,
  ListResourceTemplatesResult,
  ListToolsResult,
  ReadResourceResult,
} from "@modelcontextprotocol/client";
import type { Client } from "./client.ts";
import type { Input } from "./operations.ts";
import { ClientError } from "./client-error.ts";

/** What this page asks of MCP, and what comes back. */
interface McpResults {
  readonly "server/discover": DiscoverResult;
  readonly "tools/list": ListToolsResult;
  readonly "tools/call": CallToolResult;
  readonly "resources/list": ListResourcesResult;
  readonly "resources/templates/list": ListResourceTemplatesResult;
  readonly "resources/read": ReadResourceResult;
  readonly "prompts/list": ListPromptsResult;
  readonly "prompts/get": GetPromptResult;
  readonly "completion/complete": CompleteResult;
}
export type McpMethod = keyof McpResults;
export type McpResult<Method extends McpMethod> = McpResults[Method];

export interface McpLook {
  /** The token whose agent asks; absent: the superuser who is signed in. */
  readonly tokenId?: string | undefined;
  /** A token that could be minted: whoever would have it asks. */
  readonly like?: Omit<Input<"tokens.mint">, "name" | "ttl" | "as"> | undefined;
  /** Absent: as its tools are listed for it. */
  readonly toolset?: "collections";
  readonly signal?: AbortSignal;
}

/**
 * Asks the server's own MCP address one question, in the revision that needs no session, with the
 * eyes and the rights of a token's agent. @throws ClientError, for the protocol's errors as well.
 */
export async function askMcp<Method extends McpMethod>(
  client: Client,
  method: Method,
  params: Readonly<Record<string, unknown>> = {},
  { tokenId, like, toolset, signal }: McpLook = {},
): Promise<McpResult<Method>> {
  const name = params.name ?? params.uri;
  const response = await client
    .fetch(`/mcp${toolset ? `?toolset=${toolset}` : ""}`, {
      method: "POST",
      signal,
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        "mcp-protocol-version": revision,
        "mcp-method": method,
        ...(named.has(method) && { "mcp-name": headerText(String(name)) }),
        ...(tokenId !== undefined && { "x-vaultbase-token-id": tokenId }),
        ...(like && { "x-vaultbase-token-like": asciiJson(like) }),
      },
      body: JSON.stringify(messageOf(method, params)),
    })
    .catch(refuse);
  const answer = (await response.json()) as Answer;
  if (answer.error) throw refusal(response.status, answer.error);
  return answer.result as McpResult<Method>;
}

interface Answer {
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

const revision = "2026-07-28";
const named: ReadonlySet<McpMethod> = new Set(["tools/call", "resources/read", "prompts/get"]);

function messageOf(method: McpMethod, params: Readonly<Record<string, unknown>>) {
  const _meta = {
    "io.modelcontextprotocol/protocolVersion": revision,
    "io.modelcontextprotocol/clientInfo": { name: "vaultbase-admin", version: "1" },
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  return { jsonrpc: "2.0", id: 1, method, params: { ...params, _meta } };
}

/** All pages of a list. */
export async function askAllOfMcp<Method extends McpMethod, Item>(
  client: Client,
  method: Method,
  itemsOf: (result: McpResult<Method>) => readonly Item[],
  look: McpLook,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor: unknown;
  do {
    const page = await askMcp(client, method, cursor === undefined ? {} : { cursor }, look);
    items.push(...itemsOf(page));
    cursor = (page as { nextCursor?: unknown }).nextCursor;
  } while (cursor !== undefined);
  return items;
}

/** What a header cannot hold as it is goes there in base64 (revision 2026-07-28, "Transports"). */
function headerText(text: string): string {
  if (/^[\x21-\x7e]+$/.test(text)) return text;
  return `=?base64?${btoa(String.fromCharCode(...new TextEncoder().encode(text)))}?=`;
}

function asciiJson(value: object): string {
  return JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** HTTP's refusals of MCP are messages of the protocol. */
function refuse(thrown: unknown): never {
  if (!(thrown instanceof ClientError)) throw thrown;
  const said = thrown.answer.error as Answer["error"];
  throw typeof said?.message === "string" ? refusal(thrown.status, said) : thrown;
}

function refusal(status: number, error: NonNullable<Answer["error"]>): ClientError {
  return new ClientError(status, { ...error, code: String(error.code) });
}
