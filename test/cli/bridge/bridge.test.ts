// The bridge against servers that misbehave in ways a real one does only now and then.
import { afterEach, expect, test } from "bun:test";
import { Bridge } from "../../../cli/bridge/bridge.ts";

type Answer = (request: Request, body: any) => Response | Promise<Response>;

interface Bench {
  readonly bridge: Bridge;
  /** What the client was sent. */
  readonly sent: string[];
  /** What went to standard error. */
  readonly reported: string[];
  /** Requests as the server saw them: method, session, body. */
  readonly seen: { method: string; headers: Headers; text: string }[];
  stopServer(): Promise<void>;
  startServer(): void;
}

const ends: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A bridge to a server of the test's own, which refuses to be listened to unless it says otherwise. */
function bench(answer: Answer, patienceMs = 5000): Bench {
  const sent: string[] = [];
  const reported: string[] = [];
  const seen: Bench["seen"] = [];
  let server: Bun.Server<undefined>;
  const startServer = (port = 0) => {
    server = Bun.serve({
      port,
      hostname: "127.0.0.1",
      async fetch(request) {
        const text = await request.text();
        seen.push({ method: request.method, headers: request.headers, text });
        if (request.method === "DELETE") return new Response(null, { status: 204 });
        return answer(request, text === "" ? null : JSON.parse(text));
      },
    });
    return server.port;
  };
  const port = startServer();
  const endpoint = new URL(`http://127.0.0.1:${port}/api/v1/mcp`);
  const bridge = new Bridge({
    endpoint,
    token: "vbat_test",
    version: "1.0",
    patienceMs,
    send: async (line) => void sent.push(line),
    report: (text) => reported.push(text),
  });
  ends.push(async () => {
    await bridge.close();
    await server.stop(true);
  });
  return {
    bridge,
    sent,
    reported,
    seen,
    stopServer: () => server.stop(true),
    startServer: () => void startServer(port),
  };
}

const meta = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientInfo": { name: "test", version: "1" },
  "io.modelcontextprotocol/clientCapabilities": {},
};

/** A request of the 2026 revision. */
function modern(id: string | number, method: string, params: object = {}): string {
  return JSON.stringify({ jsonrpc: "2.0", id, method, params: { ...params, _meta: meta } });
}

/** A message of the revisions before. */
function legacy(method: string, params?: object, id?: number): string {
  return JSON.stringify({ jsonrpc: "2.0", ...(id !== undefined && { id }), method, params });
}

function result(id: unknown, value: object = {}, headers: Record<string, string> = {}): Response {
  return Response.json({ jsonrpc: "2.0", id, result: value }, { headers });
}

function eventStream(write: (send: (text: string) => void, end: () => void) => void): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      write(
        (text) => controller.enqueue(encoder.encode(text)),
        () => controller.close(),
      );
    },
  });
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await Bun.sleep(5);
}

const noLeg = () => new Response("", { status: 405 });

test("a message reaches the server byte for byte, with the headers that repeat it", async () => {
  const { bridge, seen, sent } = bench((_, body) => result(body.id, { ok: true }));
  const line =
    '{"id":"a", "jsonrpc":"2.0","method":"tools/call","params":{"arguments":{"n":1.0,"s":"\\u00e9é"},' +
    '"name":"über","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}';
  await bridge.receive(line);
  await bridge.settled();
  expect(seen.map(({ text }) => text)).toEqual([line]);
  const { headers } = seen[0]!;
  expect(headers.get("authorization")).toBe("Bearer vbat_test");
  expect(headers.get("mcp-protocol-version")).toBe("2026-07-28");
  expect(headers.get("mcp-method")).toBe("tools/call");
  expect(headers.get("mcp-name")).toBe("=?base64?w7xiZXI=?=");
  expect(headers.get("mcp-session-id")).toBeNull();
  expect(sent).toEqual(['{"jsonrpc":"2.0","id":"a","result":{"ok":true}}']);
});

test("an answer over several lines becomes one line", async () => {
  const pretty = '{\n  "jsonrpc": "2.0",\r\n  "id": 1,\n  "result": { "text": "a\\nb" }\n}\n';
  const { bridge, sent } = bench(
    () => new Response(pretty, { headers: { "content-type": "application/json" } }),
  );
  await bridge.receive(modern(1, "tools/list"));
  await bridge.settled();
  expect(sent).toHaveLength(1);
  expect(sent[0]).not.toContain("\n");
  expect(JSON.parse(sent[0]!)).toEqual(JSON.parse(pretty));
});

test("a stream's messages come as they are sent, its answer last", async () => {
  const progress = '{"jsonrpc":"2.0","method":"notifications/progress","params":{}}';
  const { bridge, sent } = bench((_, { id }) =>
    eventStream((send, end) => {
      send(`: comment\n\nevent: message\ndata: ${progress}\n\n`);
      send(`data: {"jsonrpc":"2.0",\ndata: "id":${id},"result":{}}\n\n`);
      end();
    }),
  );
  await bridge.receive(modern(7, "tools/call", { name: "x" }));
  await bridge.settled();
  expect(sent).toEqual([progress, '{"jsonrpc":"2.0", "id":7,"result":{}}']);
});

test("requests do not wait for each other", async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { bridge, sent } = bench(async (_, { id }) => {
    if (id === 1) await released;
    return result(id);
  });
  await bridge.receive(modern(1, "tools/call", { name: "slow" }));
  await bridge.receive(modern(2, "tools/call", { name: "quick" }));
  await until(() => sent.length === 1);
  expect(JSON.parse(sent[0]!).id).toBe(2);
  release();
  await bridge.settled();
  expect(JSON.parse(sent[1]!).id).toBe(1);
});

test("the session and its revision go with every message after initialize", async () => {
  const { bridge, seen } = bench((request, body) => {
    if (request.method === "GET") return noLeg();
    if (body.method === "initialize") {
      return result(body.id, { protocolVersion: "2025-06-18" }, { "mcp-session-id": "s1" });
    }
    return body.id === undefined ? new Response(null, { status: 202 }) : result(body.id);
  });
  await bridge.receive(legacy("initialize", { protocolVersion: "2025-11-25" }, 0));
  await bridge.receive(legacy("notifications/initialized"));
  await bridge.receive(legacy("tools/list", {}, 1));
  await bridge.settled();
  await bridge.close();
  const posts = seen.filter(({ method }) => method === "POST");
  expect(posts.map(({ headers }) => headers.get("mcp-session-id"))).toEqual([null, "s1", "s1"]);
  expect(posts.map(({ headers }) => headers.get("mcp-protocol-version"))).toEqual([
    null,
    "2025-06-18",
    "2025-06-18",
  ]);
  const last = seen.at(-1)!;
  expect([last.method, last.headers.get("mcp-session-id")]).toEqual(["DELETE", "s1"]);
});

test("a session the server lost is opened again, once, with what it was told before", async () => {
  let sessions = 0;
  const known = new Set<string>();
  const { bridge, seen, sent } = bench((request, body) => {
    const id = request.headers.get("mcp-session-id");
    if (id !== null && !known.has(id)) {
      const error = { code: -32001, message: "Session not found." };
      return Response.json({ jsonrpc: "2.0", id: null, error }, { status: 404 });
    }
    if (request.method === "GET") return noLeg();
    if (body.method === "initialize") {
      known.add(`s${++sessions}`);
      const headers = { "mcp-session-id": `s${sessions}` };
      return result(body.id, { protocolVersion: "2025-11-25" }, headers);
    }
    return body.id === undefined ? new Response(null, { status: 202 }) : result(body.id);
  });
  await bridge.receive(legacy("initialize", {}, 0));
  await bridge.receive(legacy("notifications/initialized"));
  await bridge.receive(legacy("resources/subscribe", { uri: "x://kept" }, 1));
  await bridge.receive(legacy("resources/subscribe", { uri: "x://dropped" }, 2));
  await bridge.settled();
  await bridge.receive(legacy("resources/unsubscribe", { uri: "x://dropped" }, 3));
  await bridge.settled();
  known.clear();
  const before = seen.length;
  await bridge.receive(legacy("tools/call", { name: "a" }, 4));
  await bridge.receive(legacy("tools/call", { name: "b" }, 5));
  await bridge.settled();
  const again = seen.slice(before).filter(({ method }) => method === "POST");
  const told = again
    .filter(({ headers }) => headers.get("mcp-session-id") !== "s1")
    .map(({ text }) => JSON.parse(text))
    .map(({ method, params }) => [method, params?.uri ?? params?.name].filter(Boolean).join(" "));
  expect(told.slice(0, 3)).toEqual([
    "initialize",
    "notifications/initialized",
    "resources/subscribe x://kept",
  ]);
  expect(told.slice(3).toSorted()).toEqual(["tools/call a", "tools/call b"]);
  expect(sent.map((line) => JSON.parse(line).id).toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
});

test("a call is still to be made when the session is hard to open again", async () => {
  let opened = 0;
  const { bridge, seen, sent } = bench((request, body) => {
    const id = request.headers.get("mcp-session-id");
    if (request.method === "GET") return noLeg();
    if (body.method === "initialize") {
      // The second time, the connection breaks before the answer is whole.
      if (++opened === 2) return eventStream((_send, end) => end());
      const headers = { "mcp-session-id": `s${opened}` };
      return result(body.id, { protocolVersion: "2025-11-25" }, headers);
    }
    if (id === "s1") return new Response("", { status: 404 });
    return result(body.id);
  });
  await bridge.receive(legacy("initialize", {}, 0));
  await bridge.receive(legacy("tools/call", { name: "create_posts" }, 1));
  await bridge.settled();
  expect(JSON.parse(sent[1]!)).toEqual({ jsonrpc: "2.0", id: 1, result: {} });
  const calls = seen.filter(({ text }) => text.includes("tools/call"));
  expect(calls.map(({ headers }) => headers.get("mcp-session-id"))).toEqual(["s1", "s1", "s3"]);
});

test("what the server says unasked reaches the client, also after the stream broke", async () => {
  let streams = 0;
  const { bridge, sent } = bench((request, body) => {
    if (request.method === "GET") {
      const number = ++streams;
      return eventStream((send, end) => {
        send(`data: {"jsonrpc":"2.0","method":"notifications/${number}"}\n\n`);
        if (number === 1) end();
      });
    }
    if (body.method === "initialize") {
      return result(body.id, { protocolVersion: "2025-11-25" }, { "mcp-session-id": "s" });
    }
    return new Response(null, { status: 202 });
  });
  await bridge.receive(legacy("initialize", {}, 0));
  await bridge.receive(legacy("notifications/initialized"));
  await until(() => sent.length === 3);
  expect(sent.slice(1)).toEqual([
    '{"jsonrpc":"2.0","method":"notifications/1"}',
    '{"jsonrpc":"2.0","method":"notifications/2"}',
  ]);
});

test("the client's answers to the server's questions go back in the session", async () => {
  const { bridge, seen } = bench((request, body) => {
    if (request.method === "GET") return noLeg();
    if (body.method === "initialize") {
      return result(body.id, { protocolVersion: "2025-11-25" }, { "mcp-session-id": "s" });
    }
    return new Response(null, { status: 202 });
  });
  await bridge.receive(legacy("initialize", {}, 0));
  const answer = '{"jsonrpc":"2.0","id":"q1","result":{"action":"accept"}}';
  await bridge.receive(answer);
  await bridge.settled();
  expect(seen.at(-1)!.text).toBe(answer);
  expect(seen.at(-1)!.headers.get("mcp-session-id")).toBe("s");
});

test("cancelling closes the request's stream, and is no message of its own in 2026", async () => {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  const { bridge, seen, sent } = bench((request, { id }) => {
    if (id !== 1) return result(id);
    request.signal.addEventListener("abort", () => resolve());
    return eventStream((send) => send(": open\n\n"));
  });
  await bridge.receive(modern(1, "tools/call", { name: "slow" }));
  await until(() => seen.length === 1);
  await bridge.receive(legacy("notifications/cancelled", { requestId: 1 }));
  await closed;
  await bridge.settled();
  expect(seen).toHaveLength(1);
  expect(sent).toEqual([]);
});

test("before 2026 cancelling is a message, and nobody waits for the answer any more", async () => {
  const { bridge, seen, sent } = bench((request, body) => {
    if (request.method === "GET") return noLeg();
    if (body.method === "initialize") {
      return result(body.id, { protocolVersion: "2025-11-25" }, { "mcp-session-id": "s" });
    }
    if (body.id === undefined) return new Response(null, { status: 202 });
    return eventStream((send) => send(": open\n\n"));
  });
  await bridge.receive(legacy("initialize", {}, 0));
  await bridge.receive(legacy("tools/call", { name: "slow" }, 1));
  await until(() => seen.length === 2);
  await bridge.receive(legacy("notifications/cancelled", { requestId: 1 }));
  await bridge.settled();
  expect(seen.at(-1)!.text).toContain("notifications/cancelled");
  expect(sent).toHaveLength(1);
});

test("a call that may have run is not made twice", async () => {
  const { bridge, seen, sent, reported } = bench((_, { id }) =>
    eventStream((send, end) => {
      send(`data: {"jsonrpc":"2.0","method":"notifications/progress","params":{"n":${id}}}\n\n`);
      end();
    }),
  );
  await bridge.receive(modern(1, "tools/call", { name: "create_posts" }));
  await bridge.settled();
  expect(seen).toHaveLength(1);
  const { id, error } = JSON.parse(sent.at(-1)!);
  expect([id, error.code]).toEqual([1, -32000]);
  expect(error.message).toContain("Whether tools/call was carried out is not known");
  expect(reported).toHaveLength(1);
});

test("a question that changes nothing is asked again", async () => {
  let asked = 0;
  const { bridge, sent } = bench((_, { id }) =>
    ++asked === 1 ? eventStream((_send, end) => end()) : result(id),
  );
  await bridge.receive(modern(1, "tools/list"));
  await bridge.settled();
  expect(asked).toBe(2);
  expect(sent).toHaveLength(1);
});

test("a call waits for a server that is being restarted", async () => {
  const { bridge, sent, reported, seen, stopServer, startServer } = bench((_, { id }) =>
    result(id),
  );
  await stopServer();
  await bridge.receive(modern(1, "tools/call", { name: "create_posts" }));
  await until(() => reported.length > 0);
  expect(reported[0]).toContain("cannot be reached (ECONNREFUSED)");
  startServer();
  await bridge.settled();
  expect(seen).toHaveLength(1);
  expect(JSON.parse(sent[0]!)).toEqual({ jsonrpc: "2.0", id: 1, result: {} });
  expect(reported.at(-1)).toBe("The server answers again.");
});

test("and is told when it does not come back", async () => {
  const { bridge, sent, stopServer } = bench(() => noLeg(), 200);
  await stopServer();
  await bridge.receive(modern("x", "tools/call", { name: "create_posts" }));
  await bridge.settled();
  const { id, error } = JSON.parse(sent[0]!);
  expect([id, error.code]).toEqual(["x", -32000]);
  expect(error.message).toContain("vaultbase serve");
});

test("a listening stream is opened again without the client noticing", async () => {
  let streams = 0;
  const { bridge, sent } = bench((_, { id }) => {
    const number = ++streams;
    return eventStream((send, end) => {
      const of = { "io.modelcontextprotocol/subscriptionId": id };
      const tell = (method: string) =>
        send(
          `data: ${JSON.stringify({ jsonrpc: "2.0", method, params: { _meta: of, number } })}\n\n`,
        );
      tell("notifications/subscriptions/acknowledged");
      tell("notifications/tools/list_changed");
      if (number === 1) end();
    });
  });
  await bridge.receive(modern("listen:0", "subscriptions/listen", { notifications: {} }));
  await until(() => sent.length === 3);
  const told = sent.map((line) => JSON.parse(line));
  expect(told.map(({ method, params }) => [method, params.number])).toEqual([
    ["notifications/subscriptions/acknowledged", 1],
    ["notifications/tools/list_changed", 1],
    ["notifications/tools/list_changed", 2],
  ]);
});

test.each([
  [401, "The token is revoked. Mint another."],
  [429, "Too many requests."],
])("a refusal with status %d is an answer to the request", async (status, message) => {
  const refused = { jsonrpc: "2.0", id: null, error: { code: -32001, message } };
  const { bridge, sent } = bench(() => Response.json(refused, { status }));
  await bridge.receive(modern(3, "tools/call", { name: "x" }));
  await bridge.settled();
  expect(sent.map((line) => JSON.parse(line))).toEqual([{ ...refused, id: 3 }]);
});

test("an error of the protocol comes as the server wrote it", async () => {
  const error = { code: -32601, message: "Method not found", data: { a: 1 } };
  const { bridge, sent } = bench((_, { id }) =>
    Response.json({ jsonrpc: "2.0", id, error }, { status: 404 }),
  );
  await bridge.receive(modern(3, "nothing/here"));
  await bridge.settled();
  expect(sent).toEqual([JSON.stringify({ jsonrpc: "2.0", id: 3, error })]);
});

test("a token goes to no other address", async () => {
  const { bridge, sent } = bench(
    () => new Response(null, { status: 307, headers: { location: "https://example.com/mcp" } }),
  );
  await bridge.receive(modern(1, "tools/list"));
  await bridge.settled();
  expect(sent[0]).toContain("redirects to https://example.com/mcp");
});

test("each request of a batch is told when there is no answer", async () => {
  const { bridge, sent } = bench(() => new Response("<html>", { status: 500 }));
  await bridge.receive(`[${legacy("tools/call", {}, 1)},${legacy("tools/call", {}, 2)}]`);
  await bridge.settled();
  expect(sent.map((line) => JSON.parse(line).id)).toEqual([1, 2]);
});
