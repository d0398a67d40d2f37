import {
  choiceParam,
  countParam,
  textParam,
  type SearchParams,
} from "../../parts/search-params.ts";
import {
  catalogGroupings,
  catalogViews,
  type CatalogGrouping,
  type CatalogView,
} from "./catalog/catalog-views.ts";
import { presetNames, type PresetName } from "./tokens/presets.ts";

export const mcpTabs = ["connect", "clients", "catalog", "prompts", "activity", "tokens"] as const;
export type McpTab = (typeof mcpTabs)[number];

export interface McpSearch {
  /** Absent: connect. */
  readonly tab?: McpTab | undefined;
  /** The token that is connected, whose calls are looked at, or with whose eyes. */
  readonly token?: string | undefined;
  /** Which client is connected. */
  readonly client?: string | undefined;
  readonly operation?: string | undefined;
  readonly outcome?: string | undefined;
  readonly page?: number | undefined;
  /** What of the catalog is looked at; a template is a resource too. */
  readonly tool?: string | undefined;
  readonly resource?: string | undefined;
  readonly prompt?: string | undefined;
  /** Absent: try. */
  readonly view?: CatalogView | undefined;
  /** Words that the catalog's entries hold. */
  readonly q?: string | undefined;
  /** Absent: collection. */
  readonly group?: CatalogGrouping | undefined;
  /** The prompt that is being written. */
  readonly edit?: string | undefined;
  /** A token is being minted, beginning with these rights. */
  readonly mint?: PresetName | undefined;
}

export function readMcpSearch(search: SearchParams): McpSearch {
  return {
    tab: choiceParam(search.tab, mcpTabs),
    token: textParam(search.token),
    client: textParam(search.client),
    operation: textParam(search.operation),
    outcome: textParam(search.outcome),
    page: countParam(search.page),
    tool: textParam(search.tool),
    resource: textParam(search.resource),
    prompt: textParam(search.prompt),
    view: choiceParam(search.view, catalogViews),
    q: textParam(search.q),
    group: choiceParam(search.group, catalogGroupings),
    edit: textParam(search.edit),
    mint: choiceParam(search.mint, presetNames),
  };
}

/** Changes the address; what is not named stays. `replace`: going back does not come by here. */
export type Go = (change: Partial<McpSearch>, options?: { readonly replace?: boolean }) => void;
