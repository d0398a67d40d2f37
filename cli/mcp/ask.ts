import { version } from "../../package.json";
import { Failure } from "../../src/kernel/failure.ts";
import { refusalOf } from "../bridge/check-endpoint.ts";
import { answeredBy, errorIn, readMessage, resultIn } from "../bridge/message.ts";
import { readAnswer } from "../bridge/read-answer.ts";
import { messageHeaders } from "../bridge/request-headers.ts";
import { troubleOf } from "../bridge/trouble.ts";

/** Asks a server of MCP one question. @throws Failure where the answer is an error, or none comes. */
export type Ask = (
  method: string,
  params?: Readonly<Record<string, unknown>>,
) => Promise<Readonly<Record<string, unknown>>>;

/** Over HTTP, by anything that works like `fetch`. */
export function askByHttp(
  endpoint: URL,
  token: string,
  send: (request: Request) => Promise<Response>,
): Ask {
  return async (method, params) => {
    const message = readMessage(questionText(method, params));
    const headers = messageHeaders({ token, version }, message, null);
    const init = { method: "POST", headers, body: message.text, redirect: "manual" } as const;
    const response = await send(new Request(endpoint.href, init)).catch((thrown: unknown) => {
      throw troubleOf(thrown, endpoint).failure;
    });
    if (!response.ok) {
      const said = await response.text();
      throw refusalOf(endpoint, response, said) ?? errorOf(said) ?? noAnswer(method);
    }
    for await (const text of readAnswer(response)) {
      if (answeredBy(text).length > 0) return answerIn(text);
    }
    throw noAnswer(method);
  };
}

/** One message of the 2026 revision, which needs no session around it. */
export function questionText(
  method: string,
  params: Readonly<Record<string, unknown>> = {},
): string {
  const _meta = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientInfo": { name: "vaultbase-cli", version },
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  return JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: { ...params, _meta } });
}

/** @throws Failure with the server's own words where it is an error. */
export function answerIn(text: string): Readonly<Record<string, unknown>> {
  const error = errorOf(text);
  if (error) throw error;
  return resultIn(text);
}

/** All pages of a list: tools, resources, prompts. */
export async function askAll<Item>(ask: Ask, method: string, key: string): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: unknown;
  do {
    const page = await ask(method, cursor === undefined ? {} : { cursor });
    items.push(...((page[key] ?? []) as Item[]));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return items;
}

function errorOf(text: string): Failure | null {
  const error = errorIn(text);
  return error && new Failure("invalid", error.message);
}

function noAnswer(method: string): Failure {
  return new Failure("unavailable", `There was no answer to ${method}.`);
}
