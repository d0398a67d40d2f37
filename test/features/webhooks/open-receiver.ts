import { afterEach } from "bun:test";
import { Webhook } from "standardwebhooks";

export interface Received {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As it came, which is what its signature is about. */
  readonly text: string;
  readonly message: any;
}

export interface Receiver {
  readonly host: string;
  readonly url: string;
  /** What came, in order. */
  readonly received: readonly Received[];
  types(): string[];
  /** How many requests were open at the same time at most. */
  mostAtOnce(): number;
  /** The message, if the signature is right. */
  verified(received: Received, secret: string): unknown;
}

const opened: { stop(isHard: boolean): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.stop(true);
});

/** Somebody outside, on a real port of this machine. Stopped after the test. */
export function openReceiver(
  answer: (received: Received) => Response | Promise<Response> = () => new Response("thanks"),
): Receiver {
  const received: Received[] = [];
  let [open, most] = [0, 0];
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    async fetch(request) {
      // Somebody else's test may still ask whoever had the port before.
      if (request.method !== "POST") return new Response("", { status: 405 });
      most = Math.max(most, ++open);
      try {
        const text = await request.text();
        const headers = Object.fromEntries(request.headers);
        const { pathname: path } = new URL(request.url);
        const one: Received = { path, headers, text, message: JSON.parse(text) };
        received.push(one);
        return await answer(one);
      } finally {
        open--;
      }
    },
  });
  opened.push(server);
  const host = `127.0.0.1:${server.port}`;
  return {
    host,
    url: `http://${host}/hook`,
    received,
    types: () => received.map(({ message }) => message.type),
    mostAtOnce: () => most,
    verified: ({ text, headers }, secret) => new Webhook(secret).verify(text, headers),
  };
}
