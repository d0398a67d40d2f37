import {
  choiceParam,
  countParam,
  textParam,
  type SearchParams,
} from "../../parts/search-params.ts";
import { presetNames, type PresetName } from "./tokens/presets.ts";

export const mcpTabs = ["connect", "clients", "activity", "tokens"] as const;
export type McpTab = (typeof mcpTabs)[number];

export interface McpSearch {
  /** Absent: connect. */
  readonly tab?: McpTab | undefined;
  /** The token that is connected, or whose calls are looked at. */
  readonly token?: string | undefined;
  /** Which client is connected. */
  readonly client?: string | undefined;
  readonly operation?: string | undefined;
  readonly outcome?: string | undefined;
  readonly page?: number | undefined;
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
    mint: choiceParam(search.mint, presetNames),
  };
}

/** Changes the address; what is not named stays. */
export type Go = (change: Partial<McpSearch>) => void;
