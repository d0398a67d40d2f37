import type {
  CallToolRequest,
  CallToolResult,
  CompleteRequest,
  ReadResourceResult,
  Resource,
  ResourceTemplateType,
  ServerCapabilities,
  Tool,
} from "@modelcontextprotocol/server";
import { callTool } from "./call-tool.ts";
import type { McpHost } from "./mcp-host.ts";
import type { Asked, McpPart } from "./mcp-part.ts";
import { readProductResource, productResources, productTemplates } from "./resources.ts";
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
    private readonly registry: () => Promise<ToolRegistry>,
  ) {}

  async listTools({ caller, connection }: Asked): Promise<readonly Tool[]> {
    const registry = await this.registry();
    // Same shape: the SDK's type wants index signatures, which interfaces do not have.
    return registry.list(caller, connection.toolset).tools as unknown as readonly Tool[];
  }

  async callTool(asked: Asked, params: CallToolRequest["params"]): Promise<CallToolResult> {
    const call = { ...asked, name: params.name, arguments: params.arguments };
    return callTool(this.host, await this.registry(), call);
  }

  listResources(): Promise<readonly Resource[]> {
    return Promise.resolve(productResources);
  }

  listTemplates(): Promise<readonly ResourceTemplateType[]> {
    return Promise.resolve(productTemplates);
  }

  readResource(asked: Asked, uri: string): Promise<ReadResourceResult | undefined> {
    return readProductResource(this.host, asked.caller, asked, uri);
  }

  listPrompts(): Promise<readonly never[]> {
    return Promise.resolve([]);
  }

  async complete(
    { caller }: Asked,
    params: CompleteRequest["params"],
  ): Promise<string[] | undefined> {
    const { ref, argument } = params;
    if (ref.type !== "ref/resource" || !["name", "collection"].includes(argument.name)) {
      return undefined;
    }
    const names = (await this.registry()).collectionNames(caller);
    const start = argument.value.toLowerCase();
    return names.filter((name) => name.toLowerCase().startsWith(start)).slice(0, 100);
  }
}
