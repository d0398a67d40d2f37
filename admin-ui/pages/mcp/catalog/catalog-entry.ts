import type { Prompt, Resource, ResourceTemplateType, Tool } from "@modelcontextprotocol/client";

interface Listed {
  /** Among all entries, and in the address. */
  readonly id: string;
  /** What it is called in the list. */
  readonly title: string;
  readonly description: string;
  /** About how many tokens its definition costs an agent that reads it. */
  readonly tokens: number;
  /** `unlisted`: it can be called, and an agent has to look for it. */
  readonly standing: "listed" | "unlisted" | "refused";
}

export interface ToolEntry extends Listed {
  readonly kind: "tool";
  readonly tool: Tool;
  /** Whose records it is about; empty: none in particular. */
  readonly collection: string;
  /** What a token must hold for it; empty: nothing. */
  readonly scope: string;
  /** Why it may not be called; empty: it may. */
  readonly refusal: string;
}

export interface ResourceEntry extends Listed {
  readonly kind: "resource";
  readonly resource: Resource;
}

export interface TemplateEntry extends Listed {
  readonly kind: "template";
  readonly template: ResourceTemplateType;
}

export interface PromptEntry extends Listed {
  readonly kind: "prompt";
  readonly prompt: Prompt;
}

export type CatalogEntry = ToolEntry | ResourceEntry | TemplateEntry | PromptEntry;

/** What a tool does to data, as its annotations say. */
export function effectOf({ annotations }: Tool): "read" | "write" | "destroy" {
  if (annotations?.readOnlyHint) return "read";
  return annotations?.destructiveHint === false ? "write" : "destroy";
}
