import {
  choiceParam,
  countParam,
  textParam,
  type SearchParams,
} from "../../parts/search-params.ts";

export interface AuditSearch {
  readonly actor?: string | undefined;
  readonly token?: string | undefined;
  /** An operation's name, or the beginning of several with a dot at its end. */
  readonly operation?: string | undefined;
  readonly outcome?: string | undefined;
  readonly collection?: string | undefined;
  readonly record?: string | undefined;
  /** Calls that changed nothing are left out. */
  readonly changed?: "yes" | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly page?: number | undefined;
  /** The call that is looked at. */
  readonly call?: string | undefined;
  readonly live?: "off" | undefined;
}

export function readAuditSearch(search: SearchParams): AuditSearch {
  return {
    actor: textParam(search.actor),
    token: textParam(search.token),
    operation: textParam(search.operation),
    outcome: textParam(search.outcome),
    collection: textParam(search.collection),
    record: textParam(search.record),
    changed: choiceParam(search.changed, ["yes"]),
    from: textParam(search.from),
    to: textParam(search.to),
    page: countParam(search.page),
    call: textParam(search.call),
    live: choiceParam(search.live, ["off"]),
  };
}

/** Changes the address; what is not named stays. */
export type Go = (change: Partial<AuditSearch>) => void;

/** The same as the operation asks it. */
export function questionOf({ call, live, operation, changed, page = 1, ...rest }: AuditSearch) {
  const isPrefix = operation?.endsWith(".");
  return {
    ...rest,
    page,
    changed: changed && true,
    [isPrefix ? "operationPrefix" : "operation"]: operation,
  };
}

export const unfiltered = {
  ...{ actor: undefined, token: undefined, operation: undefined, outcome: undefined },
  ...{
    collection: undefined,
    record: undefined,
    changed: undefined,
    from: undefined,
    to: undefined,
    page: undefined,
  },
} satisfies Partial<AuditSearch>;

export function isFiltered(search: AuditSearch): boolean {
  const names = Object.keys(unfiltered) as (keyof typeof unfiltered)[];
  return names.some((name) => name !== "page" && search[name] !== undefined);
}
