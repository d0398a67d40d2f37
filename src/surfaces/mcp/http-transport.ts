import {
  createMcpHandler,
  isInitializeRequest,
  isLegacyRequest,
  type AuthInfo,
} from "@modelcontextprotocol/server";
import type { Caller } from "../../kernel/caller.ts";
import { asFailure, Failure } from "../../kernel/failure.ts";
import { callerServer } from "./caller-server.ts";
import { openEventStream } from "./event-stream.ts";
import { answerPlainRequest, readPlainRequest } from "./fast-lane.ts";
import { answerWithoutSession } from "./answer-without-session.ts";
import { LegacySessions } from "./legacy-sessions.ts";
import type { McpRequest } from "./mcp-request.ts";
import { identifyCaller, triedAs } from "./identify-caller.ts";
import type { ListenBus } from "./listen-bus.ts";
import { ListenStreams } from "./listen-streams.ts";
import { LiveConnections } from "./live-connections.ts";
import { toolsetFor } from "./mcp-config.ts";
import { mcpLimits } from "./mcp-limits.ts";
import type { Connection, McpPart } from "./mcp-part.ts";
import { bodyOf } from "./message-body.ts";
import type { Mcp } from "./mcp-surface.ts";
import { readOnlyCaller } from "./narrow-caller.ts";
import { connect, notePlain, singleRequest } from "./note-client.ts";
import { isObject } from "./portable-schema.ts";
import { refuseOften } from "./refuse-often.ts";
import { describeResource } from "./protected-resource.ts";
import {
  credentialOf,
  forbidden,
  foreignRequests,
  headerFacts,
  preflight,
  refusal,
  tooManyStreams,
  unfit,
  unauthorized,
  withCors,
} from "./request-guards.ts";
import { viewOf } from "./request-view.ts";
import { health } from "./server-health.ts";
import { SseSessions } from "./sse-sessions.ts";
import { switchedOff } from "./switched-off.ts";

export interface McpHttpOptions {
  /** Host names besides this machine's own that clients may use; `*` allows all. */
  readonly allowedHosts?: readonly string[];
  /** false: every request goes through the SDK, for tests that compare. */
  readonly fastLane?: boolean;
}

export interface McpHttp {
  /** Answers anything below `/api/v1/mcp`, `/api/mcp` or `/mcp`, and how to get in. Never throws. */
  fetch(request: Request, address?: string): Promise<Response>;
  close(): Promise<void>;
}

/** Both eras and the older legs, on one address. */
export function openMcpHttp(mcp: Mcp, options: McpHttpOptions = {}): McpHttp {
  const refuseForeign = foreignRequests(options.allowedHosts ?? []);
  const fastLane = options.fastLane ?? true;
  const added = mcp.parts.slice(1);
  const live = new LiveConnections(mcp.host);
  const sessions = new LegacySessions(mcp, live);
  const streams = new SseSessions(mcp, live);
  const modernHandler = (bus?: ListenBus) =>
    createMcpHandler(({ authInfo }) => callerServer(mcp, connectionIn(authInfo), "modern").server, {
      legacy: "reject",
      ...(bus && { bus }),
      keepAliveMs: mcpLimits.keepAliveMs,
      onerror: () => {
        // The client has been told what was wrong with its request.
      },
    });
  const modern = modernHandler();
  const listening = new ListenStreams(mcp, live, modernHandler);
  const sweeper = setInterval(() => {
    sessions.sweep();
  }, mcpLimits.sweepMs);
  sweeper.unref();

  const answer = async (request: Request, address: string): Promise<Response> => {
    const foreign = refuseForeign(request);
    if (foreign) return foreign;
    if (request.method === "OPTIONS") return preflight(request);
    const url = new URL(request.url);
    const leg = legOf(url.pathname);
    if (leg === "health") return health(mcp, sessions.count);
    const config = mcp.config();
    if (!config.enabled) return forbidden(switchedOff());
    const described = describeResource(request, url, isProtected);
    if (described) return described;
    const view = viewOf(url);
    if (view instanceof Response) return view;
    const credential = credentialOf(request.headers);
    if (credential === null) return unauthorized(request, null);
    const known = await identify(mcp, request, credential, address);
    if (known instanceof Response) return known;
    const { sender, actsAs } = known;
    const tried = actsAs !== sender;
    const caller = view.readOnly ? readOnlyCaller(actsAs) : actsAs;
    const body =
      request.method === "POST" ? await bodyOf(request, config.maxMessageSize) : undefined;
    if (body instanceof Response) return body;
    const toolset = (who: Caller) => toolsetFor(mcp.config(), who, view.toolset);
    const connection = lazyConnection(toolset, request.headers, address);
    const asked: McpRequest = { request, body, caller, credential, tried, connection };
    // Whoever tries a token takes nothing from its agent.
    const tooOften = request.method === "POST" && mcp.limits.take(sender);
    if (tooOften) return refuseOften(mcp, asked, tooOften);
    const { method } = request;
    if (leg === "main") return answerMain(asked);
    if (leg === "events" && method === "GET") return events(mcp, live, asked);
    if (leg === "sse" && method === "GET") {
      return streams.open(asked, url.pathname.replace(/\/sse$/, ""));
    }
    if (leg === "messages" && method === "POST") {
      return streams.post(asked, url.searchParams.get("sessionId"));
    }
    if (leg === null) return refusal(404, -32000, `There is nothing at ${url.pathname}.`);
    return refusal(405, -32000, `${method} does not go with ${url.pathname}.`);
  };

  /** The short way for what most requests are; null where it does not fit. */
  const answerFast = async (asked: McpRequest) => {
    const { request, body, caller, connection } = asked;
    const plain = fastLane && readPlainRequest(body, request.headers);
    if (!plain || !added.every((part) => leavesToProduct(part, plain.call))) return null;
    const id = request.headers.get("mcp-session-id");
    const isCall = plain.call !== null;
    const inSession = plain.era === "legacy" && id !== null;
    const client = inSession ? sessions.clientOf(caller, id, isCall) : plain.client;
    if (inSession && !client) return null;
    if (!inSession) notePlain(mcp, asked, plain);
    const transport = inSession ? "http-session" : "http";
    const source = {
      transport,
      address: connection.address,
      get headers() {
        return connection.headers;
      },
    };
    const toolset = () => connection.toolset(caller);
    return answerPlainRequest(mcp, plain, { caller, toolset, client, connection: source });
  };

  const answerMain = async (asked: McpRequest): Promise<Response> => {
    const { request, body } = asked;
    const fast = await answerFast(asked);
    if (fast) return fast;
    if (!(await isLegacyRequest(request, body))) {
      return answerModern(asked, authInfoOf(singleRequest(mcp, asked)));
    }
    const id = request.headers.get("mcp-session-id");
    if (id !== null) return sessions.answer(asked, id);
    if (request.method !== "POST") {
      return refusal(405, -32000, "Without a session there is only POST here.");
    }
    return isInitializeRequest(body) ? sessions.open(asked) : answerWithoutSession(mcp, asked);
  };

  const answerModern = (asked: McpRequest, authInfo: AuthInfo): Promise<Response> => {
    const { request, body } = asked;
    if (!isObject(body) || body.method !== "subscriptions/listen") {
      return modern.fetch(request, { authInfo, parsedBody: body });
    }
    return listening.open(asked, authInfo);
  };

  return {
    async fetch(request, address = "") {
      try {
        return withCors(request, await answer(request, address));
      } catch (thrown) {
        mcp.host.report(thrown, "mcp http");
        return refusal(500, -32603, "Something went wrong while processing your request.");
      }
    },
    async close() {
      clearInterval(sweeper);
      live.closeAll(serverStops());
      await sessions.close();
      await modern.close();
      mcp.changes.close();
    },
  };
}

/** Who sends the request, and as whom it is carried out: a superuser may try another's token. */
async function identify(
  { host }: Mcp,
  request: Request,
  credential: string,
  address: string,
): Promise<{ readonly sender: Caller; readonly actsAs: Caller } | Response> {
  try {
    const sender = await identifyCaller(host, credential);
    if (sender.superuser) host.admission.checkSuperuser({ address });
    return { sender, actsAs: await triedAs(host, sender, request.headers) };
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.code === "forbidden") return forbidden(failure);
    if (failure.code === "invalid") return unfit(failure);
    if (failure.code !== "unauthenticated") throw thrown;
    return unauthorized(request, failure);
  }
}

/** Parts that were added are asked through the SDK, unless they say that it is none of theirs. */
function leavesToProduct({ tools }: McpPart, call: { readonly name: string } | null): boolean {
  return call !== null && tools?.has(call.name) === false;
}

/** Rules that ask for headers are few, and copying them costs as much as reading a record. */
function lazyConnection(
  toolset: Connection["toolset"],
  headers: Headers,
  address: string,
): McpRequest["connection"] {
  let facts: Record<string, string> | undefined;
  return {
    toolset,
    address,
    get headers() {
      return (facts ??= headerFacts(headers));
    },
  };
}

type Leg = "main" | "events" | "sse" | "messages" | "health";

const legEnds = [
  ...["", "/", "/jsonrpc"].map((end) => [end, "main"] as const),
  ...(["events", "sse", "messages", "health"] as const).map((leg) => [`/${leg}`, leg] as const),
];
const legs: ReadonlyMap<string, Leg> = new Map(
  ["/api/v1/mcp", "/api/mcp", "/mcp"].flatMap((root) =>
    legEnds.map(([end, leg]) => [root + end, leg] as const),
  ),
);

function legOf(path: string): Leg | null {
  return legs.get(path) ?? null;
}

function isProtected(path: string): boolean {
  const leg = legOf(path);
  return leg !== null && leg !== "health";
}

function serverStops(): Failure {
  return new Failure("unavailable", "The server is stopping.", { hint: "Connect again." });
}

/** A stream of notifications alone, for those who want no session. */
function events(mcp: Mcp, live: LiveConnections, asked: McpRequest): Response {
  if (live.isFull(asked.credential)) return tooManyStreams();
  const stops: (() => void)[] = [];
  const stream = openEventStream(asked.request.signal, () => {
    for (const stop of stops) stop();
  });
  const { end } = connect(mcp, asked, "events");
  const tell = (method: string) =>
    stream.send("message", JSON.stringify({ jsonrpc: "2.0", method }));
  stops.push(
    end,
    live.add(asked.credential, asked.caller, () => stream.close()),
    mcp.changes.subscribe({
      schemaChanged() {
        tell("notifications/tools/list_changed");
        tell("notifications/resources/list_changed");
      },
    }),
  );
  return stream.response;
}

/** The SDK carries this through to the factory unread. */
function authInfoOf(connection: Connection): AuthInfo {
  return { token: "", clientId: "", scopes: [], extra: { connection } };
}

function connectionIn(authInfo: AuthInfo | undefined): Connection {
  const connection = authInfo?.extra?.connection;
  if (!connection) throw new Error("a request reached the protocol without its connection");
  return connection as Connection;
}
