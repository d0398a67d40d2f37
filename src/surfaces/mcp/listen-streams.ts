import type { AuthInfo, McpHttpHandler } from "@modelcontextprotocol/server";
import { identifyCaller } from "./identify-caller.ts";
import type { McpRequest } from "./mcp-request.ts";
import { ListenBus } from "./listen-bus.ts";
import type { LiveConnections } from "./live-connections.ts";
import { mcpLimits } from "./mcp-limits.ts";
import type { Mcp } from "./mcp-surface.ts";
import { isObject } from "./portable-schema.ts";
import { holdStream } from "./note-client.ts";
import { refusal } from "./request-guards.ts";
import { viewerContext } from "./viewer-context.ts";

/** The `subscriptions/listen` streams of the 2026 revision. */
export class ListenStreams {
  #open = 0;

  constructor(
    private readonly mcp: Mcp,
    private readonly live: LiveConnections,
    /** What a stream hears of depends on whose it is: each has a bus of its own. */
    private readonly handlerWith: (bus: ListenBus) => McpHttpHandler,
  ) {}

  open(asked: McpRequest, authInfo: AuthInfo): Promise<Response> {
    if (this.#open >= mcpLimits.sessions) {
      return Promise.resolve(refusal(503, -32000, "Too many streams are open; try again later."));
    }
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
    const listening = new Request(url, { method: "POST", headers, signal: this.#endOf(asked) });
    return this.handlerWith(bus).fetch(listening, { authInfo, parsedBody: body });
  }

  /** A listening stream outlives its request's token check: it ends when the token does. */
  #endOf(asked: McpRequest): AbortSignal {
    const { request, credential, caller } = asked;
    const ending = new AbortController();
    const forget = this.live.add(credential, caller, () => ending.abort());
    const release = holdStream(this.mcp, asked);
    const signal = AbortSignal.any([request.signal, ending.signal]);
    this.#open++;
    const ended = () => {
      forget();
      release();
      this.#open--;
    };
    signal.addEventListener("abort", ended, { once: true });
    return signal;
  }
}

/** Whether a `subscriptions/listen` names this resource. */
function listensTo(body: unknown, uri: string): boolean {
  const params = isObject(body) ? body.params : undefined;
  const notifications = isObject(params) ? params.notifications : undefined;
  const uris = isObject(notifications) ? notifications.resourceSubscriptions : undefined;
  return Array.isArray(uris) && uris.includes(uri);
}
