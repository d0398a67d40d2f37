import { Type } from "@sinclair/typebox";
import { choice } from "../../kernel/choice.ts";
import { Failure } from "../../kernel/failure.ts";
import { readMoment } from "../../kernel/read-moment.ts";
import { logFilter } from "./log-query.ts";
import { momentText } from "../../lib/moment.ts";

/** What people ask of logs without the filter language. */
export const questionInput = {
  since: Type.Optional(Type.String({ description: "1h, 7d or a date. Default 24h." })),
  until: Type.Optional(Type.String({ description: "The same." })),
  method: Type.Optional(Type.String({ description: "E.g. GET." })),
  path: Type.Optional(Type.String({ description: "A part of the address." })),
  status: Type.Optional(Type.String({ description: "401 or 4xx." })),
  filter: Type.Optional(logFilter),
};

const kinds = ["request", "mcp", "error", "webhook", "dropped"] as const;

/** Further ones, for people who look around. */
export const closerInput = {
  ...questionInput,
  since: Type.Optional(Type.String({ description: "1h, 7d or a date." })),
  text: Type.Optional(
    Type.String({ description: "A part of the message or the error, or a request's id." }),
  ),
  auth: Type.Optional(
    Type.String({ description: "Who asked: a collection's or a token's name, or guest." }),
  ),
  except: Type.Optional(
    Type.String({ description: "Leaves requests of this collection's accounts out." }),
  ),
  failed: Type.Optional(Type.Boolean({ description: "Only what went wrong." })),
  type: Type.Optional(choice(kinds)),
};

export interface LogQuestion {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly method?: string | undefined;
  readonly path?: string | undefined;
  readonly status?: string | undefined;
  readonly filter?: string | undefined;
  readonly text?: string | undefined;
  readonly auth?: string | undefined;
  readonly except?: string | undefined;
  readonly failed?: boolean | undefined;
  readonly type?: string | undefined;
}

/** The whole question as one filter, "" for all. @throws Failure `invalid` for a time or status that is none. */
export function conditionOf(asked: LogQuestion, now: Date): string {
  const { method, path, filter, text, auth, type, since, until } = asked;
  const conditions = [
    since && `created >= ${quoted(momentOf("since", since, now))}`,
    until && `created <= ${quoted(momentOf("until", until, now))}`,
    method && `data.method = ${quoted(method.toUpperCase())}`,
    path && `data.url ~ ${quoted(path)}`,
    asked.status && statusCondition(asked.status),
    text && textCondition(quoted(text)),
    auth && authCondition(auth),
    asked.except && `data.auth != ${quoted(asked.except)}`,
    asked.failed && "level > 0",
    type && `data.type = ${quoted(type)}`,
    filter && `(${filter})`,
  ];
  return conditions.filter(Boolean).join(" && ");
}

function momentOf(name: string, text: string, now: Date): string {
  return momentText(readMoment(name, text, now));
}

function statusCondition(text: string): string {
  const [, kind] = /^([1-5])xx$/i.exec(text) ?? [];
  if (kind) return `status >= ${kind}00 && status < ${Number(kind) + 1}00`;
  if (/^[1-5]\d\d$/.test(text)) return `status = ${text}`;
  throw new Failure("invalid", `status: ${JSON.stringify(text)} is none.`, {
    hint: "Such as 404, or 4xx for all of that kind.",
  });
}

function textCondition(text: string): string {
  return `(message ~ ${text} || data.error ~ ${text} || data.requestId = ${text} || id = ${text})`;
}

/** Over MCP tokens go by their whole name. */
function authCondition(name: string): string {
  const nobody = name === "guest" ? ` || (data.type = "request" && data.auth = "")` : "";
  return `(data.auth = ${quoted(name)} || data.auth = ${quoted(`mcp:${name}`)}${nobody})`;
}

function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
