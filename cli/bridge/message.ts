/** Ids of JSON-RPC requests. */
export type RequestId = string | number;

/**
 * A message from the client: its text goes to the server as it is. The rest is what carrying it
 * takes: whom to answer when there is no answer, and the headers that repeat parts of the message.
 */
export interface Message {
  readonly text: string;
  /** Null for an answer of the client, for a batch, and for what is no message. */
  readonly method: string | null;
  /** Those that wait for an answer: one at most, except in a batch. */
  readonly waiting: readonly RequestId[];
  /** The revision a request of 2026 and later names; null before, when it belonged to the session. */
  readonly revision: string | null;
  /** What the request is about, where a header has to say so. */
  readonly subject: string | null;
  /** The request that this message cancels. */
  readonly cancels: RequestId | null;
}

export function readMessage(text: string): Message {
  const parsed = parse(text);
  if (Array.isArray(parsed)) return { ...plain, text, waiting: parsed.flatMap(waitingIn) };
  const message = asObject(parsed);
  const method = typeof message.method === "string" ? message.method : null;
  const params = asObject(message.params);
  const claimed = asObject(params._meta)["io.modelcontextprotocol/protocolVersion"];
  const subject = params[subjects.get(method ?? "") ?? ""];
  return {
    text,
    method,
    waiting: waitingIn(message),
    revision: typeof claimed === "string" ? claimed : null,
    subject: typeof subject === "string" ? subject : null,
    cancels: method === "notifications/cancelled" ? asId(params.requestId) : null,
  };
}

/** The request that a message from the server answers; null where it answers none. */
export function answeredBy(text: string): readonly RequestId[] {
  const parsed = parse(text);
  return [parsed].flat().flatMap((each) => {
    const { id, method } = asObject(each);
    return method === undefined ? (asId(id) ?? []) : [];
  });
}

/** The result in a message of the server. */
export function resultIn(text: string): Readonly<Record<string, unknown>> {
  return asObject(asObject(parse(text)).result);
}

/** The error in a message of the server. */
export function errorIn(text: string): { readonly code: number; readonly message: string } | null {
  const { code, message } = asObject(asObject(parse(text)).error);
  return typeof code === "number" && typeof message === "string" ? { code, message } : null;
}

/**
 * Requests that change nothing, so that asking again is asking once. A tool may have done its work
 * although its answer was lost.
 */
export function maySendAgain({ method, waiting }: Message): boolean {
  return waiting.length === 0 || (method !== null && harmless.has(method));
}

const harmless = new Set([
  "initialize",
  "ping",
  "server/discover",
  "tools/list",
  "resources/list",
  "resources/templates/list",
  "resources/read",
  "resources/subscribe",
  "resources/unsubscribe",
  "subscriptions/listen",
  "prompts/list",
  "prompts/get",
  "completion/complete",
  "logging/setLevel",
  "tasks/get",
  "tasks/list",
]);

/** Which of a request's parameters the header `Mcp-Name` repeats. */
const subjects: ReadonlyMap<string, string> = new Map([
  ["tools/call", "name"],
  ["prompts/get", "name"],
  ["resources/read", "uri"],
  ["tasks/get", "taskId"],
  ["tasks/update", "taskId"],
  ["tasks/cancel", "taskId"],
]);

const plain = { method: null, revision: null, subject: null, cancels: null };

function waitingIn(message: unknown): RequestId[] {
  const { id, method } = asObject(message);
  const known = asId(id);
  return typeof method === "string" && known !== null ? [known] : [];
}

function asId(value: unknown): RequestId | null {
  return typeof value === "string" || typeof value === "number" ? value : null;
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** What is no JSON goes to the server like anything else: it says best what is wrong with it. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
