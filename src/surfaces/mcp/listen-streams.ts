import type { AuthInfo, McpHttpHandler } from "@modelcontextprotocol/server";
import { identifyCaller } from "./identify-caller.ts";
import type { McpRequest } from "./mcp-request.ts";
import { ListenBus } from "./listen-bus.ts";
import type { LiveConnections } from "./live-connections.ts";
import type { Mcp } from "./mcp-surface.ts";
import { isObject } from "./portable-schema.ts";
import { holdStream } from "./note-client.ts";
import { tooManyStreams } from "./request-guards.ts";
import { viewerContext } from "./viewer-context.ts";

/** The `subscriptions/listen` streams of the 2026 revision. */
export class ListenStreams {
  constructor(
    private readonly mcp: Mcp,
    private readonly live: LiveConnections,
    /** What a stream hears of depends on whose it is: each has a bus of its own. */
    private readonly handlerWith: (bus: ListenBus) => McpHttpHandler,
  ) {}

  async open(asked: McpRequest, authInfo: AuthInfo): Promise<Response> {
    if (this.live.isFull(asked.credential)) return tooManyStreams();
    const { request, body, credential, connection } = asked;
    const viewer = {
      ...connection,
      caller: () => identifyCaller(this.mcp.host, credential),
    };
    const bus = new ListenBus(this.mcp.changes, {
      wants: (uri) => listensTo(body, uri),
      viewer: () => viewerContext(this.mcp.host, viewer),
    });
    const { url, headers } = request;
    const { signal, ended } = this.#lifeOf(asked);
    const listening = new Request(url, { method: "POST", headers, signal });
    const answer = await this.handlerWith(bus).fetch(listening, { authInfo, parsedBody: body });
    if (!answer.headers.get("content-type")?.startsWith("text/event-stream")) ended();
    return answer;
  }

  /** A listening stream outlives its request's token check: it ends when the token does. */
  #lifeOf(asked: McpRequest): { readonly signal: AbortSignal; ended(): void } {
    const { request, credential, caller } = asked;
    const ending = new AbortController();
    const forget = this.live.add(credential, caller, () => ending.abort());
    const release = holdStream(this.mcp, asked);
    const signal = AbortSignal.any([request.signal, ending.signal]);
    const ended = () => {
      forget();
      release();
    };
    signal.addEventListener("abort", ended, { once: true });
    return { signal, ended };
  }
}

/** Whether a `subscriptions/listen` names this resource. */
function listensTo(body: unknown, uri: string): boolean {
  const params = isObject(body) ? body.params : undefined;
  const notifications = isObject(params) ? params.notifications : undefined;
  const uris = isObject(notifications) ? notifications.resourceSubscriptions : undefined;
  return Array.isArray(uris) && uris.includes(uri);
}
