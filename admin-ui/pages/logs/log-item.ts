import type { Output } from "../../client/operations.ts";

/** An entry as the server has it. */
export type LogItem = Output<"logs.list">["items"][number];

/** What is in it, by its kind; texts are "" and numbers null where nothing is said. */
export interface LogFacts {
  readonly type: string;
  readonly at: Date;
  readonly status: number | null;
  readonly method: string;
  readonly url: string;
  /** Who asked: a collection or a token. */
  readonly auth: string;
  readonly authId: string;
  readonly token: string;
  readonly tookMs: number | null;
  readonly error: string;
  readonly hint: string;
  readonly requestId: string;
  /** The audit's entry. */
  readonly call: string;
  readonly ip: string;
  readonly connection: string;
  readonly userAgent: string;
  readonly referer: string;
  readonly operation: string;
  readonly outcome: string;
  readonly client: string;
  readonly transport: string;
}

export function factsOf({ created, data }: LogItem): LogFacts {
  const told = data as Readonly<Record<string, unknown>>;
  const text = (name: string) => (typeof told[name] === "string" ? told[name] : "");
  const number = (name: string) => (typeof told[name] === "number" ? told[name] : null);
  return {
    type: text("type"),
    at: new Date(created.replace(" ", "T")),
    status: number("status"),
    method: text("method"),
    url: text("url"),
    auth: text("auth").replace(/^mcp:/, ""),
    authId: text("authId"),
    token: text("token"),
    tookMs: number("execTime"),
    error: text("error"),
    hint: text("details"),
    requestId: text("requestId"),
    call: text("call"),
    ip: text("userIP"),
    connection: text("remoteIP"),
    userAgent: text("userAgent"),
    referer: text("referer"),
    operation: text("operation"),
    outcome: text("outcome"),
    client: text("client"),
    transport: text("transport"),
  };
}

/** The address without its question. */
export function pathOf(url: string): string {
  return url.split("?", 1)[0] ?? url;
}
