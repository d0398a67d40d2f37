import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/server";
import type { LiveClient, Program } from "../../features/mcp/live-client.ts";
import type { Caller } from "../../kernel/caller.ts";
import { callerServer, type CallerServer } from "./caller-server.ts";
import { identifyCaller } from "./identify-caller.ts";
import type { LiveConnections } from "./live-connections.ts";
import { mcpLimits } from "./mcp-limits.ts";
import type { Connection } from "./mcp-part.ts";
import type { McpRequest } from "./mcp-request.ts";
import type { Mcp } from "./mcp-surface.ts";
import { notifyOfChanges } from "./notify-of-changes.ts";
import { connect } from "./note-client.ts";
import { refusal } from "./request-guards.ts";
import { introductionIn, readSessionId, sessionId, type Introduction } from "./session-id.ts";
import { whenRead } from "./when-read.ts";

interface Session {
  readonly client: LiveClient;
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

/**
 * The sessions of the 2025 revisions over HTTP. Clients of those years do not open another when theirs
 * has ended with the process, so a session's id says all that is needed to go on with it.
 */
export class LegacySessions {
  readonly #sessions = new Map<string, Session>();
  readonly #goingOn = new Map<string, Promise<Session | null>>();
  /** Tells sessions that ended here from those that this process has never seen. */
  readonly #process = crypto.randomUUID().slice(0, 8);
  /** Of earlier processes, and ended in this one: the latest. */
  readonly #over = new Set<string>();
  /** Then sessions end with the process alone, and the next one goes on with them. */
  #isClosing = false;

  constructor(
    private readonly mcp: Mcp,
    private readonly live: LiveConnections,
    private readonly now: () => number = Date.now,
  ) {}

  get count(): number {
    return this.#sessions.size;
  }

  /** Notes a request past the SDK; null where this caller has no such session. */
  clientOf(caller: Caller, id: string, isCall: boolean): Program | null {
    const session = this.#usable(id, caller);
    if (!session) return null;
    session.usedAt = this.now();
    const known = session.server.getClientVersion();
    const program = { name: known?.name ?? "", version: known?.version ?? "" };
    session.client.note({ caller, program, protocolVersion: "", isCall });
    return program;
  }

  /** Answers within the session the request names. */
  async answer(asked: McpRequest, id: string): Promise<Response> {
    const session = this.#usable(id, asked.caller) ?? (await this.#goOn(asked, id));
    if (!session) {
      return refusal(404, -32001, "Session not found. Open a new one with initialize.");
    }
    session.caller = asked.caller;
    session.usedAt = this.now();
    return this.#handle(session, asked);
  }

  /** Answers `initialize` with a new session. */
  async open(asked: McpRequest): Promise<Response> {
    const origin = { process: this.#process, owner: ownerTag(asked.caller) };
    const id = sessionId({ ...origin, ...introductionIn(asked.body) });
    const session = await this.#make(asked, id);
    if (!session) return refusal(503, -32000, "Too many sessions are open; try again later.");
    const response = await this.#handle(session, asked);
    if (!session.transport.sessionId) await session.close();
    return response;
  }

  /** A session of an earlier process, for whom it was opened; null where it is none. */
  #goOn(asked: McpRequest, id: string): Promise<Session | null> {
    const opened = readSessionId(id);
    const isOver = !opened || opened.process === this.#process || this.#over.has(id);
    if (isOver || opened.owner !== ownerTag(asked.caller)) return Promise.resolve(null);
    let going = this.#goingOn.get(id);
    if (!going) {
      going = this.#reopen(asked, id, opened).finally(() => this.#goingOn.delete(id));
      this.#goingOn.set(id, going);
    }
    return going;
  }

  /** Says on the client's behalf what it has said to the earlier process. */
  async #reopen(asked: McpRequest, id: string, opened: Introduction): Promise<Session | null> {
    const session = await this.#make(asked, id, await this.#subscriptionsOf(id));
    if (!session) return null;
    const { protocolVersion, clientInfo } = opened;
    const params = { protocolVersion, clientInfo, capabilities: {} };
    const headers = {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
    };
    const say = async (body: object, more: Record<string, string> = {}) => {
      const request = new Request(asked.request.url, {
        method: "POST",
        headers: { ...headers, ...more },
      });
      const response = await session.transport.handleRequest(request, { parsedBody: body });
      await response.text();
    };
    await say({ jsonrpc: "2.0", id: "again", method: "initialize", params });
    await say(
      { jsonrpc: "2.0", method: "notifications/initialized" },
      { "mcp-session-id": id, "mcp-protocol-version": protocolVersion },
    );
    if (session.transport.sessionId === id) return session;
    await session.close();
    return null;
  }

  /** Null where there is no room for one more. */
  async #make(
    asked: McpRequest,
    id: string,
    uris: readonly string[] = [],
  ): Promise<Session | null> {
    if (!this.#hasRoom(ownerOf(asked.caller))) return null;
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => id,
      keepAliveMs: mcpLimits.keepAliveMs,
      onsessioninitialized: (opened) => {
        this.#sessions.set(opened, session);
      },
    });
    const { client, end } = connect(this.mcp, asked, "http-session");
    const connection: Connection = {
      ...asked.connection,
      transport: "http-session",
      caller: () => session.caller,
      note: (request) => client.note(request),
    };
    const { subscriptions } = this.mcp.host;
    const made = callerServer(this.mcp, connection, "legacy", {
      uris,
      add: (uri) => subscriptions.add(id, uri).catch(this.#complain),
      remove: (uri) => subscriptions.remove(id, uri).catch(this.#complain),
    });
    const session: Session = {
      client,
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
    const forget = this.live.add(asked.credential, asked.caller, () => void session.close());
    made.server.onclose = () => {
      unwatch();
      forget();
      end();
      if (transport.sessionId) this.#sessions.delete(transport.sessionId);
      if (readSessionId(id)?.process !== this.#process) this.#remember(id);
      if (made.subscribed.size > 0 && !this.#isClosing) {
        subscriptions.forget(id).catch(this.#complain);
      }
    };
    await made.server.connect(transport);
    return session;
  }

  /** Forgets sessions nobody used for a while. */
  sweep(): void {
    for (const session of [...this.#sessions.values()]) {
      if (this.#isOver(session)) void session.close();
    }
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.all([...this.#sessions.values()].map((session) => session.close()));
  }

  #usable(id: string, caller: Caller): Session | null {
    const session = this.#sessions.get(id);
    if (!session || session.owner !== ownerOf(caller)) return null;
    if (!this.#isOver(session)) return session;
    void session.close();
    return null;
  }

  #isOver({ busy, usedAt }: Session): boolean {
    return busy === 0 && usedAt < this.now() - this.mcp.config().sessionTimeoutMs;
  }

  async #handle(session: Session, { request, body }: McpRequest): Promise<Response> {
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

  async #subscriptionsOf(id: string): Promise<readonly string[]> {
    return (await this.mcp.host.subscriptions.of(id).catch(this.#complain)) ?? [];
  }

  /** What cannot be kept holds nobody up: it is for the next process alone. */
  readonly #complain = (thrown: unknown): void => this.mcp.host.report(thrown, "mcp subscriptions");

  #remember(over: string): void {
    const [oldest] = this.#over;
    if (this.#over.size >= mcpLimits.sessions && oldest !== undefined) this.#over.delete(oldest);
    this.#over.add(over);
  }

  /** The oldest that is idle makes room: whoever has many loses their own first. */
  #hasRoom(owner: string): boolean {
    const all = [...this.#sessions];
    const own = all.filter(([, session]) => session.owner === owner);
    if (own.length >= mcpLimits.sessionsPerOwner) return this.#evictOldest(own);
    return all.length < mcpLimits.sessions || this.#evictOldest(all);
  }

  #evictOldest(sessions: readonly [string, Session][]): boolean {
    const idle = sessions.filter(([, session]) => session.busy === 0);
    const oldest = idle.toSorted(([, a], [, b]) => a.usedAt - b.usedAt)[0];
    if (!oldest) return false;
    this.#sessions.delete(oldest[0]);
    void oldest[1].close();
    return true;
  }
}

/** Who may go on with what a caller began. */
export function ownerOf(caller: Caller): string {
  return caller.token ? `token ${caller.token.id}` : caller.actor;
}

/** The same in a session's id, from which it says nothing. */
function ownerTag(caller: Caller): string {
  return new Bun.CryptoHasher("sha256").update(ownerOf(caller)).digest("hex").slice(0, 32);
}
