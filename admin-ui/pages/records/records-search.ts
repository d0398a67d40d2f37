import { choiceParam, textParam, type SearchParams } from "../../parts/search-params.ts";
import { recordTabs, type RecordTab } from "./record/record-tabs.ts";

/** What of a collection is looked at. */
export interface RecordsSearch {
  /** Words to look for, or a filter. */
  readonly q?: string | undefined;
  readonly sort?: string | undefined;
  /** The record that is open; `new`: one that is not there yet. */
  readonly record?: string | undefined;
  readonly tab?: RecordTab | undefined;
  /** Who looks, under the rules: `guest`, or `users:ID`. */
  readonly as?: string | undefined;
  /** A related record that is looked at: `authors:ID`. */
  readonly peek?: string | undefined;
  /** What of the collection's API is shown beside the grid. */
  readonly api?: string | undefined;
}

export function readRecordsSearch(search: SearchParams): RecordsSearch {
  return {
    q: textParam(search.q),
    sort: textParam(search.sort),
    record: textParam(search.record),
    tab: choiceParam(search.tab, recordTabs),
    as: textParam(search.as),
    peek: textParam(search.peek),
    api: textParam(search.api),
  };
}
