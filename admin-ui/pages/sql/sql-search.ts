import { choiceParam, textParam, type SearchParams } from "../../parts/search-params.ts";

export const sqlPanels = ["tables", "saved", "history"] as const;
export type SqlPanel = (typeof sqlPanels)[number];

export interface SqlSearch {
  /** The query that was run last. */
  readonly q?: string | undefined;
  /** Its plan instead of its rows. */
  readonly view?: "plan" | undefined;
  /** Absent: the tables. */
  readonly panel?: SqlPanel | undefined;
}

export function readSqlSearch(search: SearchParams): SqlSearch {
  return {
    q: textParam(search.q),
    view: choiceParam(search.view, ["plan"]),
    panel: choiceParam(search.panel, sqlPanels),
  };
}
