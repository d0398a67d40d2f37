import {
  choiceParam,
  countParam,
  textParam,
  type SearchParams,
} from "../../parts/search-params.ts";

export const groupings = ["path", "status", "auth"] as const;
export const entryTypes = ["request", "mcp", "error"] as const;
export const statusClasses = ["2xx", "3xx", "4xx", "5xx"] as const;
export const methods = ["GET", "POST", "PATCH", "PUT", "DELETE"] as const;
/** How far back, and how often the chart is drawn anew, milliseconds. */
export const stretches = { "15m": 5_000, "1h": 10_000, "24h": 30_000, "7d": 60_000 } as const;

export interface LogsSearch {
  readonly text?: string | undefined;
  readonly method?: (typeof methods)[number] | undefined;
  readonly path?: string | undefined;
  /** 404, or 4xx. */
  readonly status?: string | undefined;
  readonly type?: (typeof entryTypes)[number] | undefined;
  readonly auth?: string | undefined;
  /** In the filter language; "": it is being written. */
  readonly filter?: string | undefined;
  readonly failed?: "yes" | undefined;
  /** Requests of superusers, this page's own among them, are left out. */
  readonly superusers?: "yes" | undefined;
  /** Absent: 24 hours. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** Absent: single entries. */
  readonly by?: (typeof groupings)[number] | undefined;
  readonly page?: number | undefined;
  /** The entry that is looked at. */
  readonly entry?: string | undefined;
  readonly live?: "off" | undefined;
}

export function readLogsSearch(search: SearchParams): LogsSearch {
  return {
    text: textParam(search.text),
    method: choiceParam(search.method, methods),
    path: textParam(search.path),
    status: textParam(search.status),
    type: choiceParam(search.type, entryTypes),
    auth: textParam(search.auth),
    filter: search.filter === "" ? "" : textParam(search.filter),
    failed: choiceParam(search.failed, ["yes"]),
    superusers: choiceParam(search.superusers, ["yes"]),
    since: textParam(search.since),
    until: textParam(search.until),
    by: choiceParam(search.by, groupings),
    page: countParam(search.page),
    entry: textParam(search.entry),
    live: choiceParam(search.live, ["off"]),
  };
}

/** Changes the address; what is not named stays. */
export type Go = (change: Partial<LogsSearch>) => void;

/** The same as operations ask it. */
export function questionOf(search: LogsSearch) {
  const { text, method, path, status, type, auth, filter, since = "24h", until } = search;
  return {
    ...{ text, method, path, status, type, auth, filter, since, until },
    failed: search.failed && true,
    except: search.superusers || auth === "_superusers" ? undefined : "_superusers",
  };
}

/** Whether anything but the time is asked for. */
export function isFiltered(search: LogsSearch): boolean {
  const names = Object.keys(unfiltered) as (keyof typeof unfiltered)[];
  return names.some((name) => name !== "page" && search[name] !== undefined);
}

export const unfiltered = {
  ...{ text: undefined, method: undefined, path: undefined, status: undefined, type: undefined },
  ...{ auth: undefined, filter: undefined, failed: undefined, page: undefined },
} satisfies Partial<LogsSearch>;
