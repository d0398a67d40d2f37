import { textParam, type SearchParams } from "../../parts/search-params.ts";

export interface FlagsSearch {
  /** Part of a key, or of what a flag is for. */
  readonly q?: string | undefined;
}

export function readFlagsSearch(search: SearchParams): FlagsSearch {
  return { q: textParam(search.q) };
}
