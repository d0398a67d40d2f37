import {
  parseJSONRPCMessage,
  type JSONRPCMessage,
  type Transport,
} from "@modelcontextprotocol/server";
import type { Caller } from "../../kernel/caller.ts";
import { callerServer } from "./caller-server.ts";
import { openEventStream, type McpEventStream } from "./event-stream.ts";
import { identifyCaller } from "./identify-caller.ts";
import { ownerOf } from "./legacy-sessions.ts";
import type { McpRequest } from "./mcp-request.ts";
import type { LiveConnections } from "./live-connections.ts";
import type { Connection } from "./mcp-part.ts";
import type { Mcp } from "./mcp-surface.ts";
import { notifyOfChanges } from "./notify-of-changes.ts";
import { connect } from "./note-client.ts";
import { refusal, tooManyStreams } from "./request-guards.ts";

/** The 2024-11-05 pair: a stream the server answers on, and a URL the client posts to. */
export class SseSessions {
  readonly #transports = new Map<string, SseTransport>();

  constructor(
    private readonly mcp: Mcp,
    private readonly live: LiveConnections,
  ) {}

  /** Opens the stream; its first event names the URL to post to, below `base`. */
  async open(asked: McpRequest, base: string): Promise<Response> {
    if (this.live.isFull(asked.credential)) return tooManyStreams();
    const id = crypto.randomUUID();
    const transport = new SseTransport(id, asked.caller);
    const { client, end } = connect(this.mcp, asked, "sse");
    const connection: Connection = {
      ...asked.connection,
      transport: "sse",
      caller: () => transport.caller,
      note: (request) => client.note(request),
    };
    const made = callerServer(this.mcp, connection, "legacy");
    const caller = () => identifyCaller(this.mcp.host, asked.credential);
    const viewer = { ...asked.connection, caller };
    const unwatch = notifyOfChanges(this.mcp, made, viewer, "legacy");
    const forget = this.live.add(asked.credential, asked.caller, () => void transport.close());
    const stream = openEventStream(asked.request.signal, () => {
      unwatch();
      forget();
      end();
      this.#transports.delete(id);
      transport.onclose?.();
    });
    transport.stream = stream;
    this.#transports.set(id, transport);
    await made.server.connect(transport);
    stream.send("endpoint", `${base}/messages?sessionId=${id}`);
    return stream.response;
  }

  /** Takes one message; its answer goes over the stream. */
  post(asked: McpRequest, id: string | null): Response {
    const transport = id === null ? undefined : this.#transports.get(id);
    if (!transport || ownerOf(transport.caller) !== ownerOf(asked.caller)) {
      return refusal(404, -32001, "Session not found. Open the event stream first.");
    }
    transport.caller = asked.caller;
    let message: JSONRPCMessage;
    try {
      message = parseJSONRPCMessage(asked.body);
    } catch {
      // Whatever it is, it is no JSON-RPC message.
      return refusal(400, -32600, "The body is not a JSON-RPC message.");
    }
    transport.onmessage?.(message);
    return new Response("Accepted", { status: 202 });
  }
}

class SseTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  stream: McpEventStream | null = null;

  constructor(
    readonly sessionId: string,
    public caller: Caller,
  ) {}

  async start(): Promise<void> {}

  async send(message: JSONRPCMessage): Promise<void> {
    this.stream?.send("message", JSON.stringify(message));
  }

  async close(): Promise<void> {
    this.stream?.close();
  }
}
