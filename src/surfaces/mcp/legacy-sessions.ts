import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/server";
import type { Caller } from "../../kernel/caller.ts";
import { callerServer, type CallerServer } from "./caller-server.ts";
import { identifyCaller } from "./identify-caller.ts";
import type { LiveConnections } from "./live-connections.ts";
import { mcpLimits } from "./mcp-limits.ts";
import type { Connection } from "./mcp-part.ts";
import type { Mcp } from "./mcp-surface.ts";
import { notifyOfChanges } from "./notify-of-changes.ts";
import { refusal } from "./request-guards.ts";

/** A POST, GET or DELETE of a 2025 revision, with what the door found out about it. */
export interface LegacyRequest {
  readonly request: Request;
  readonly body: unknown;
  readonly caller: Caller;
  readonly credential: string;
  readonly connection: Omit<Connection, "caller" | "transport">;
}

interface Session {
  readonly server: CallerServer["server"];
  readonly transport: WebStandardStreamableHTTPServerTransport;
  /** Only the token that opened a session may use it. */
  readonly owner: string;
  caller: Caller;
  usedAt: number;
  /** Requests being answered and streams being held. */
  busy: number;
  close(): Promise<void>;
}

/** The sessions of the 2025 revisions over HTTP. */
export class LegacySessions {
  readonly #sessions = new Map<string, Session>();

  constructor(
    private readonly mcp: Mcp,
    private readonly live: LiveConnections,
    private readonly now: () => number = Date.now,
  ) {}

  get count(): number {
    return this.#sessions.size;
  }

  /** The client of a session that this caller may use; null where there is no such session. */
  clientOf(caller: Caller, id: string): { name: string; version: string } | null {
    const session = this.#sessions.get(id);
    if (!session || session.owner !== ownerOf(caller)) return null;
    session.usedAt = this.now();
    const known = session.server.getClientVersion();
    return { name: known?.name ?? "", version: known?.version ?? "" };
  }

  /** Answers within the session the request names. */
  async answer(asked: LegacyRequest, id: string): Promise<Response> {
    const session = this.#sessions.get(id);
    if (!session || session.owner !== ownerOf(asked.caller)) {
      return refusal(404, -32001, "Session not found. Open a new one with initialize.");
    }
    session.caller = asked.caller;
    session.usedAt = this.now();
    return this.#handle(session, asked);
  }

  /** Answers `initialize` with a new session. */
  async open(asked: LegacyRequest): Promise<Response> {
    if (this.#sessions.size >= mcpLimits.sessions && !this.#evictOldest()) {
      return refusal(503, -32000, "Too many sessions are open; try again later.");
    }
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => crypto.randomUUID(),
      keepAliveMs: mcpLimits.keepAliveMs,
      onsessioninitialized: (id) => {
        this.#sessions.set(id, session);
      },
    });
    const connection = {
      ...asked.connection,
      transport: "http-session",
      caller: () => session.caller,
    };
    const made = callerServer(this.mcp, connection, "legacy");
    const session: Session = {
      server: made.server,
      transport,
      owner: ownerOf(asked.caller),
      caller: asked.caller,
      usedAt: this.now(),
      busy: 0,
      close: () => transport.close(),
    };
    const caller = () => identifyCaller(this.mcp.host, asked.credential);
    const viewer = { ...asked.connection, caller };
    const unwatch = notifyOfChanges(this.mcp, made, viewer, "legacy");
    const forget = this.live.add(asked.credential, () => void session.close());
    made.server.onclose = () => {
      unwatch();
      forget();
      if (transport.sessionId) this.#sessions.delete(transport.sessionId);
    };
    await made.server.connect(transport);
    const response = await this.#handle(session, asked);
    if (!transport.sessionId) await session.close();
    return response;
  }

  /** Forgets sessions nobody used for a while. */
  sweep(): void {
    const idleSince = this.now() - mcpLimits.sessionIdleMs;
    for (const session of [...this.#sessions.values()]) {
      if (session.busy === 0 && session.usedAt < idleSince) void session.close();
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((session) => session.close()));
  }

  async #handle(session: Session, { request, body }: LegacyRequest): Promise<Response> {
    session.busy++;
    const done = () => {
      session.busy--;
      session.usedAt = this.now();
    };
    try {
      const options = body === undefined ? {} : { parsedBody: body };
      const response = await session.transport.handleRequest(request, options);
      return whenRead(response, done);
    } catch (thrown) {
      done();
      throw thrown;
    }
  }

  #evictOldest(): boolean {
    const idle = [...this.#sessions].filter(([, session]) => session.busy === 0);
    const oldest = idle.toSorted(([, a], [, b]) => a.usedAt - b.usedAt)[0];
    if (!oldest) return false;
    this.#sessions.delete(oldest[0]);
    void oldest[1].close();
    return true;
  }
}

/** One request of a 2025 revision outside any session: one JSON answer, nothing kept. */
export async function answerWithoutSession(mcp: Mcp, asked: LegacyRequest): Promise<Response> {
  const transport = new WebStandardStreamableHTTPServerTransport({
    sessionIdGenerator: undefined,
    enableJsonResponse: true,
  });
  const connection = { ...asked.connection, transport: "http", caller: () => asked.caller };
  const { server } = callerServer(mcp, connection, "legacy");
  await server.connect(transport);
  try {
    // The answer is JSON whatever the client prefers; the SDK insists on seeing both named.
    const headers = new Headers(asked.request.headers);
    headers.set("accept", "application/json, text/event-stream");
    const request = new Request(asked.request.url, { method: "POST", headers });
    return await transport.handleRequest(request, { parsedBody: asked.body });
  } finally {
    await server.close();
  }
}

function ownerOf(caller: Caller): string {
  return caller.token ? `token ${caller.token.id}` : caller.actor;
}

/** Runs `done` when the body has been sent, or nobody wants it any more. */
function whenRead(response: Response, done: () => void): Response {
  const { body } = response;
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
  if (!body || !isStream) {
    done();
    return response;
  }
  const reader = body.getReader();
  let ended = false;
  const end = () => {
    if (!ended) done();
    ended = true;
  };
  const watched = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await reader.read();
      if (!next.done) return controller.enqueue(next.value);
      end();
      controller.close();
    },
    cancel(reason) {
      end();
      return reader.cancel(reason);
    },
  });
  return new Response(watched, { status: response.status, headers: response.headers });
}
