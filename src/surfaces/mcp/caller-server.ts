import {
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  Server,
  type ServerCapabilities,
  type ServerContext,
} from "@modelcontextprotocol/server";
import type { Caller } from "../../kernel/caller.ts";
import { asFailure } from "../../kernel/failure.ts";
import { instructions } from "./instructions.ts";
import { mcpLimits } from "./mcp-limits.ts";
import type { Asked, Connection } from "./mcp-part.ts";
import type { Mcp } from "./mcp-surface.ts";
import { presentFailure } from "./present-failure.ts";
import { traceTooOften } from "./trace-too-often.ts";

/** The SDK's server for one caller: a throw-away adapter around what `mcp` holds. */
export interface CallerServer {
  readonly server: Server;
  /** Resource URIs a client of the 2025 revisions subscribed to. */
  readonly subscribed: ReadonlySet<string>;
}

export type Era = "modern" | "legacy";

/** A session's subscriptions, where they outlive the process. */
export interface SubscriptionBook {
  readonly uris: readonly string[];
  add(uri: string): Promise<void>;
  remove(uri: string): Promise<void>;
}

export function callerServer(
  mcp: Mcp,
  connection: Connection,
  era: Era,
  book?: SubscriptionBook,
): CallerServer {
  const capabilities = capabilitiesOf(mcp);
  const subscribed = new Set(book?.uris);
  const stateful = mcp.parts.find((part) => part.verifyRequestState);
  const verify = stateful?.verifyRequestState?.bind(stateful);
  const server = new Server(serverInfo(mcp), {
    capabilities,
    instructions,
    // Hints make answers of the 2025 revisions slow and mean nothing there.
    ...(era === "modern" && { cacheHints }),
    ...(verify && { requestState: { verify } }),
  });
  const program = () => {
    const known = server.getClientVersion();
    return known ? { name: known.name, version: known.version } : null;
  };
  const note = (caller: Caller | null, isCall: boolean) => {
    const protocolVersion = server.getNegotiatedProtocolVersion() ?? "";
    connection.note({ caller, program: program(), protocolVersion, isCall });
  };
  server.oninitialized = () => note(null, false);
  const enter = async (sdk: ServerContext, call: string | null): Promise<Asked> => {
    const caller = await connection.caller();
    note(caller, call !== null);
    const asked = { connection, caller, client: program(), sdk };
    const tooOften = connection.limits?.take(caller);
    if (!tooOften) return asked;
    if (tooOften.isNews) traceTooOften(mcp.host, asked, call ?? sdk.mcpReq.method);
    throw tooOften.failure;
  };
  const asking = (sdk: ServerContext) => enter(sdk, null).catch(refuse);
  server.setRequestHandler("ping", () => ({}));
  server.setRequestHandler("tools/list", async ({ params }, sdk) => {
    const asked = await asking(sdk);
    const tools = await gather(mcp, (part) => part.listTools?.(asked));
    const { version } = await mcp.registry();
    return page(tools, params?.cursor, version, (tools) => ({ tools }));
  });
  server.setRequestHandler("tools/call", async ({ params }, sdk) => {
    let asked: Asked;
    try {
      asked = await enter(sdk, params.name);
    } catch (thrown) {
      // A model that is told can wait, or say what is wrong.
      return presentFailure(asFailure(thrown));
    }
    // The product answers every name, if only to say that it is unknown: it is asked last.
    const answer = await firstAnswer(mcp, (part) => part.callTool?.(asked, params));
    if (!answer) throw new ProtocolError(ProtocolErrorCode.InternalError, "no part answers calls");
    return answer;
  });
  server.setRequestHandler("resources/list", async (_, sdk) => {
    const asked = await asking(sdk);
    return { resources: await gather(mcp, (part) => part.listResources?.(asked)) };
  });
  server.setRequestHandler("resources/templates/list", async (_, sdk) => {
    const asked = await asking(sdk);
    return { resourceTemplates: await gather(mcp, (part) => part.listTemplates?.(asked)) };
  });
  server.setRequestHandler("resources/read", async ({ params }, sdk) => {
    const asked = await asking(sdk);
    const read = await firstAnswer(mcp, (part) => part.readResource?.(asked, params.uri)).catch(
      refuse,
    );
    if (!read) throw new ResourceNotFoundError(params.uri);
    return read;
  });
  server.setRequestHandler("prompts/list", async (_, sdk) => {
    const asked = await asking(sdk);
    return { prompts: await gather(mcp, (part) => part.listPrompts?.(asked)) };
  });
  server.setRequestHandler("prompts/get", async ({ params }, sdk) => {
    const asked = await asking(sdk);
    const args = params.arguments ?? {};
    const found = await firstAnswer(mcp, (part) => part.getPrompt?.(asked, params.name, args));
    if (found) return found;
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, `There is no prompt ${params.name}.`);
  });
  server.setRequestHandler("completion/complete", async ({ params }, sdk) => {
    const asked = await asking(sdk);
    const values = (await firstAnswer(mcp, (part) => part.complete?.(asked, params))) ?? [];
    return { completion: { values, total: values.length, hasMore: false } };
  });
  if (era === "legacy") {
    server.setRequestHandler("resources/subscribe", async ({ params }) => {
      if (subscribed.size >= mcpLimits.subscriptions || isTooLong(params.uri)) {
        throw new ProtocolError(serverError, "Too many or too long subscriptions for one session.");
      }
      subscribed.add(params.uri);
      await book?.add(params.uri);
      return {};
    });
    server.setRequestHandler("resources/unsubscribe", async ({ params }) => {
      subscribed.delete(params.uri);
      await book?.remove(params.uri);
      return {};
    });
  }
  return { server, subscribed };
}

function isTooLong(uri: string): boolean {
  return uri.length > mcpLimits.uriCharacters;
}

export function serverInfo(mcp: Mcp): { name: string; title: string; version: string } {
  return { name: "vaultbase", title: "Vaultbase", version: mcp.host.version };
}

const hint = { ttlMs: mcpLimits.listTtlMs, cacheScope: "private" } as const;
const cacheHints = {
  "tools/list": hint,
  "prompts/list": hint,
  "resources/list": hint,
  "resources/templates/list": hint,
  "resources/read": { ttlMs: 0, cacheScope: "private" },
  "server/discover": hint,
} as const;

function capabilitiesOf(mcp: Mcp): ServerCapabilities {
  return Object.assign({}, ...mcp.parts.map((part) => part.capabilities ?? {}));
}

type Parts = Mcp["parts"][number];

async function gather<T>(
  mcp: Mcp,
  ask: (part: Parts) => Promise<readonly T[]> | undefined,
): Promise<T[]> {
  const answers = await Promise.all(mcp.parts.map((part) => ask(part)));
  return answers.flatMap((answer) => answer ?? []);
}

/** The product's part is the first: parts that were added may answer before it. */
async function firstAnswer<T>(
  mcp: Mcp,
  ask: (part: Parts) => Promise<T | undefined> | undefined,
): Promise<T | undefined> {
  for (const part of mcp.parts.toReversed()) {
    const answer = await ask(part);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** One page; a cursor says which version of the list it belongs to. */
function page<T, R extends object>(
  all: T[],
  cursor: string | undefined,
  version: number,
  answer: (items: T[]) => R,
): R & { nextCursor?: string } {
  const [of, at] = cursor === undefined ? [version, 0] : cursor.split(".").map(Number);
  if (of !== version || at === undefined || !Number.isInteger(at) || at < 0 || at > all.length) {
    throw new ProtocolError(
      ProtocolErrorCode.InvalidParams,
      "The list changed since this cursor was given; start again without one.",
    );
  }
  const end = at + mcpLimits.listPage;
  const items = at === 0 && end >= all.length ? all : all.slice(at, end);
  return { ...answer(items), ...(end < all.length && { nextCursor: `${version}.${end}` }) };
}

/** The protocol has no number of its own for what went wrong. */
const serverError = -32000;

function refuse(thrown: unknown): never {
  if (thrown instanceof ProtocolError) throw thrown;
  const { message, hint: advice, retryAfterSeconds } = asFailure(thrown);
  const said = advice ? `${message} ${advice}` : message;
  if (retryAfterSeconds === undefined) {
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, said);
  }
  throw new ProtocolError(serverError, said, { retry_after_s: retryAfterSeconds });
}
