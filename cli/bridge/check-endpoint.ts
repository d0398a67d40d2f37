import { Failure } from "../../src/kernel/failure.ts";
import { isEventStream } from "./read-answer.ts";
import { errorIn } from "./message.ts";
import { senderHeaders, type Sender } from "./request-headers.ts";
import { troubleOf } from "./trouble.ts";

/**
 * Whether the endpoint would speak with this sender, found out without a word of MCP: a GET outside
 * of any session goes no further than the door.
 * @throws Failure where it would not. @throws Trouble where nobody answers.
 */
export async function checkEndpoint(
  endpoint: URL,
  sender: Sender,
  signal?: AbortSignal,
): Promise<void> {
  const headers = { ...senderHeaders(sender), accept: "text/event-stream" };
  const response = await fetch(endpoint, {
    headers,
    redirect: "manual",
    ...(signal && { signal }),
  }).catch((thrown: unknown) => {
    throw troubleOf(thrown, endpoint);
  });
  const said = isEventStream(response) ? "" : await response.text();
  await response.body?.cancel().catch(() => {
    // It was read to its end already.
  });
  const refusal = refusalOf(endpoint, response, said);
  if (refusal) throw refusal;
}

/** What an answer means that is nobody's answer to a message; null where the door is open. */
export function refusalOf(endpoint: URL, response: Response, said: string): Failure | null {
  const { status } = response;
  const message = errorIn(said)?.message;
  const where = `${endpoint.origin}${endpoint.pathname}`;
  if (status === 401) {
    // Where the server says why, it also says what to do.
    if (message !== undefined) return new Failure("unauthenticated", message);
    return new Failure("unauthenticated", `${where} does not know the token.`, {
      hint: "Mint one with `vaultbase token mint --name NAME --scope mcp:read`.",
    });
  }
  if (status === 403) return new Failure("forbidden", message ?? `${where} refuses the request.`);
  if (status >= 300 && status < 400) {
    const target = response.headers.get("location");
    return new Failure("invalid", `${where} redirects to ${target ?? "another address"}.`, {
      hint: "Use that address instead: a token is not sent to where a server points.",
    });
  }
  const isSpoken = errorIn(said) !== null || isEventStream(response) || status === 405;
  if (isSpoken && status !== 404 && status < 500) return null;
  if (isSpoken && message !== undefined) return new Failure("unavailable", message);
  return new Failure("notFound", `There is no MCP at ${where} (it answered ${status}).`, {
    hint: "Give the server's address alone, for example --url http://127.0.0.1:8091.",
  });
}
