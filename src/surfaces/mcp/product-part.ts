import type {
  CallToolRequest,
  CallToolResult,
  CompleteRequest,
  GetPromptResult,
  Prompt,
  ReadResourceResult,
  Resource,
  ResourceTemplateType,
  ServerCapabilities,
  Tool,
} from "@modelcontextprotocol/server";
import { callTool } from "./call-tool.ts";
import { completeArgument } from "./complete-argument.ts";
import type { McpConfig } from "./mcp-config.ts";
import type { McpHost } from "./mcp-host.ts";
import type { Asked, McpPart } from "./mcp-part.ts";
import { listedPrompts, writePrompt } from "./product-prompts.ts";
import { readProductResource, resourcesFor, templatesFor } from "./resources.ts";
import { completeSaved } from "./saved-prompts.ts";
import type { ToolRegistry } from "./tool-registry.ts";

/** The product's own tools and resources, behind the seam every part stands behind. */
export class ProductPart implements McpPart {
  readonly capabilities: ServerCapabilities = {
    tools: { listChanged: true },
    resources: { listChanged: true, subscribe: true },
    prompts: { listChanged: true },
    completions: {},
  };

  constructor(
    private readonly host: McpHost,
    private readonly config: () => McpConfig,
    private readonly registry: () => Promise<ToolRegistry>,
  ) {}

  async listTools({ caller, connection }: Asked): Promise<readonly Tool[]> {
    const registry = await this.registry();
    // Same shape: the SDK's type wants index signatures, which interfaces do not have.
    return registry.list(caller, connection.toolset(caller)).tools as unknown as readonly Tool[];
  }

  async callTool(asked: Asked, params: CallToolRequest["params"]): Promise<CallToolResult> {
    const call = { ...asked, name: params.name, arguments: params.arguments };
    return callTool(this.host, await this.registry(), call);
  }

  listResources({ caller }: Asked): Promise<readonly Resource[]> {
    return Promise.resolve(resourcesFor(this.host, this.config(), caller));
  }

  listTemplates({ caller }: Asked): Promise<readonly ResourceTemplateType[]> {
    return Promise.resolve(templatesFor(this.host, this.config(), caller));
  }

  readResource(asked: Asked, uri: string): Promise<ReadResourceResult | undefined> {
    return readProductResource(this.host, this.config(), asked, uri);
  }

  listPrompts(): Promise<readonly Prompt[]> {
    return listedPrompts(this.host);
  }

  getPrompt(
    asked: Asked,
    name: string,
    args: Readonly<Record<string, string>>,
  ): Promise<GetPromptResult | undefined> {
    return writePrompt(this.host, asked, name, args);
  }

  async complete(asked: Asked, params: CompleteRequest["params"]): Promise<string[] | undefined> {
    if (params.ref.type === "ref/prompt") {
      const saved = (await this.host.prompts.current()).get(params.ref.name);
      if (saved) return completeSaved(this.host, asked, saved, params.argument);
    }
    return completeArgument(this.host, await this.registry(), asked, params);
  }
}
