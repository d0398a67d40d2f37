import type {
  CallToolRequest,
  CallToolResult,
  CompleteRequest,
  GetPromptResult,
  InputRequiredResult,
  Prompt,
  ReadResourceResult,
  Resource,
  ResourceTemplateType,
  ServerCapabilities,
  ServerContext,
  Tool,
} from "@modelcontextprotocol/server";
import type { Caller } from "../../kernel/caller.ts";
import type { NotedRequest } from "../../features/mcp/live-client.ts";
import type { ToolsetOptions } from "./mcp-host.ts";
import type { RequestLimits } from "./request-limits.ts";

/** One client on one transport. */
export interface Connection {
  /** For the audit: `stdio`, `http`, `http-session`, `sse`. */
  readonly transport: string;
  /** How tools are listed for this caller on it. */
  toolset(caller: Caller): ToolsetOptions;
  /** Lower snake case, credentials left out: what rules see as `@request.headers`. */
  readonly headers: Readonly<Record<string, string>>;
  /** The network address; "" where there is none. */
  readonly address: string;
  /** Counts requests, where no door stands before that does. */
  readonly limits?: RequestLimits;
  /** The client asked something: the list of those who are there is kept by this. */
  note(asked: NotedRequest): void;
  /** Who is there now. @throws Failure `unauthenticated` once the token is revoked. */
  caller(): Caller | Promise<Caller>;
}

/** What a client asked with, beside the question itself. */
export interface Asked {
  readonly connection: Connection;
  readonly caller: Caller;
  readonly client: { readonly name: string; readonly version: string } | null;
  readonly sdk: ServerContext;
}

/**
 * Something that offers tools, resources or prompts. The product is one; a build for tests adds
 * another. `undefined` from a call, read or get means: not mine.
 */
export interface McpPart {
  readonly capabilities?: ServerCapabilities;
  /** The names of its tools; absent: it may answer for any. */
  readonly tools?: ReadonlySet<string>;
  /** Holds the state a multi-round call brings back against what was given out. Throws to refuse it. */
  verifyRequestState?(state: string, sdk: ServerContext): Promise<unknown>;
  listTools?(asked: Asked): Promise<readonly Tool[]>;
  callTool?(
    asked: Asked,
    params: CallToolRequest["params"],
  ): Promise<CallToolResult | InputRequiredResult | undefined>;
  listResources?(asked: Asked): Promise<readonly Resource[]>;
  listTemplates?(asked: Asked): Promise<readonly ResourceTemplateType[]>;
  readResource?(
    asked: Asked,
    uri: string,
  ): Promise<ReadResourceResult | InputRequiredResult | undefined>;
  listPrompts?(asked: Asked): Promise<readonly Prompt[]>;
  getPrompt?(
    asked: Asked,
    name: string,
    args: Readonly<Record<string, string>>,
  ): Promise<GetPromptResult | InputRequiredResult | undefined>;
  complete?(asked: Asked, params: CompleteRequest["params"]): Promise<string[] | undefined>;
}
