import { EventStream } from "../../lib/event-stream.ts";
import { mcpLimits } from "./mcp-limits.ts";

/** A server-sent event stream that stays open until either side ends it. */
export interface McpEventStream {
  readonly response: Response;
  /** `data` is written as one line of JSON or text. */
  send(event: string, data: string): void;
  close(): void;
}

/** `onClose` runs once, whoever ended it. Comments keep quiet streams alive. */
export function openEventStream(signal: AbortSignal, onClose: () => void): McpEventStream {
  const timer = setInterval(() => stream.write(": still here\n\n"), mcpLimits.keepAliveMs);
  const stream = new EventStream({
    maxWaiting: mcpLimits.waitingCharacters,
    onClose() {
      clearInterval(timer);
      onClose();
    },
  });
  // The first bytes make every runtime and proxy send the headers now.
  stream.write(": open\n\n");
  signal.addEventListener("abort", () => stream.close(), { once: true });
  const headers = {
    "content-type": "text/event-stream",
    "cache-control": "no-cache, no-transform",
  };
  return {
    response: new Response(stream.body, { headers }),
    send: (event, data) => stream.write(`event: ${event}\ndata: ${data}\n\n`),
    close: () => stream.close(),
  };
}
