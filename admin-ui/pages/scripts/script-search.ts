import { choiceParam, textParam, type SearchParams } from "../../parts/search-params.ts";

/** Where in the list of runs somebody is; every list of runs has it in its address. */
export interface RunsSearch {
  /** Only those that did not end well. */
  readonly failed?: true | undefined;
  /** Only those before this one. */
  readonly before?: string | undefined;
  /** The one that is open. */
  readonly run?: string | undefined;
}

function readRunsSearch(search: SearchParams): RunsSearch {
  return {
    failed: search.failed === true ? true : undefined,
    before: textParam(search.before),
    run: textParam(search.run),
  };
}

export const listTabs = ["runs", "server"] as const;
export type ListTab = (typeof listTabs)[number];

export interface ListSearch extends RunsSearch {
  /** Absent: the scripts. */
  readonly tab?: ListTab | undefined;
  readonly q?: string | undefined;
}

export function readListSearch(search: SearchParams): ListSearch {
  return {
    ...readRunsSearch(search),
    tab: choiceParam(search.tab, listTabs),
    q: textParam(search.q),
  };
}

export const scriptTabs = ["runs", "versions"] as const;
export type ScriptTab = (typeof scriptTabs)[number];

export interface ScriptSearch extends RunsSearch {
  /** Absent: the script itself. */
  readonly tab?: ScriptTab | undefined;
  /** The record that is the trial's sample. */
  readonly sample?: string | undefined;
  /** Who makes the trial run: `guest`, or an account as `users:ID`. */
  readonly as?: string | undefined;
}

export function readScriptSearch(search: SearchParams): ScriptSearch {
  return {
    ...readRunsSearch(search),
    tab: choiceParam(search.tab, scriptTabs),
    sample: textParam(search.sample),
    as: textParam(search.as),
  };
}

/** Changes the address; what is not named stays. */
export type Go<Search> = (change: Partial<Search>) => void;
