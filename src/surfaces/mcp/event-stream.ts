import { mcpLimits } from "./mcp-limits.ts";

/** A server-sent event stream that stays open until either side ends it. */
export interface EventStream {
  readonly response: Response;
  /** `data` is written as one line of JSON or text. */
  send(event: string, data: string): void;
  close(): void;
}

/** `onClose` runs once, whoever ended it. Comments keep quiet streams alive. */
export function openEventStream(signal: AbortSignal, onClose: () => void): EventStream {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  const write = (text: string) => controller?.enqueue(encoder.encode(text));
  const timer = setInterval(() => write(": still here\n\n"), mcpLimits.keepAliveMs);
  const end = () => {
    if (!controller) return;
    controller = null;
    clearInterval(timer);
    onClose();
  };
  const close = () => {
    const open = controller;
    end();
    open?.close();
  };
  const body = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given;
      // The first bytes make every runtime and proxy send the headers now.
      write(": open\n\n");
    },
    cancel: end,
  });
  signal.addEventListener("abort", close, { once: true });
  const headers = {
    "content-type": "text/event-stream",
    "cache-control": "no-cache, no-transform",
  };
  return {
    response: new Response(body, { headers }),
    send: (event, data) => void write(`event: ${event}\ndata: ${data}\n\n`),
    close,
  };
}
