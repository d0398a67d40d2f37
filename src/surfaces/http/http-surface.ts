import { Elysia } from "elysia";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import type { AnyOperation } from "../../kernel/operation.ts";
import { answerDoor, answerNothing } from "./answer-door.ts";
import { answerOperation, refuse } from "./answer-operation.ts";
import { preflight } from "./preflight.ts";
import type { Door, HttpHost } from "./http-host.ts";
import type { PathParameters } from "./read-input.ts";
import { unknownAddress, type AddressOf } from "./request-facts.ts";
import { restrictOrigins } from "./restrict-origins.ts";
import { noteRoute, RequestWatch } from "./request-watch.ts";

export interface HttpServer {
  /** Where it listens: `http://127.0.0.1:8091`. */
  readonly url: string;
  /** Takes no more requests and lets running ones end, for as long as `limits.stopWaitMs`. */
  stop(): Promise<void>;
}

/** Listens. @throws Failure `unavailable` when the port is taken or not allowed. */
export async function serveHttp(
  host: HttpHost,
  options: {
    readonly host: string;
    readonly port: number;
    readonly doors?: readonly Door[];
    /** Whose pages may read answers; `*`, the default, lets all. */
    readonly origins?: readonly string[];
  },
): Promise<HttpServer> {
  const answer = makeFetch(host, options.doors, (request) => {
    return server.requestIP(request)?.address ?? "";
  });
  const fetch = restrictOrigins(answer, options.origins ?? ["*"]);
  let server: ReturnType<typeof Bun.serve>;
  try {
    server = Bun.serve({
      hostname: options.host,
      port: options.port,
      fetch,
      // Bun's own refusal says nothing; every body is held to its limit where it is read.
      maxRequestBodySize: Number.MAX_SAFE_INTEGER,
      idleTimeout: 0,
    });
  } catch (thrown) {
    throw new Failure("unavailable", `Cannot listen on ${options.host}:${options.port}.`, {
      cause: thrown,
      hint: "Is another server running there? Choose another --port.",
    });
  }
  const { hostname = "", port } = server;
  return {
    url: `http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`,
    async stop() {
      const force = setTimeout(() => server.stop(true), limits.stopWaitMs);
      await server.stop();
      clearTimeout(force);
    },
  };
}

/** Every operation that has a route, below `/api/v1` and `/api`, and the doors beside them. */
export function makeFetch(
  host: HttpHost,
  doors: readonly Door[] = [],
  addressOf: AddressOf = unknownAddress,
): (request: Request) => Promise<Response> {
  /** A HEAD is asked as another request, which no connection knows. */
  const originals = new WeakMap<Request, Request>();
  const connectionOf: AddressOf = (request) => addressOf(originals.get(request) ?? request);
  const clientOf: AddressOf = (request) =>
    host.clientAddress(request.headers, connectionOf(request));
  const app = new Elysia({ strictPath: true, handler: { standardHostname: false } });
  for (const door of doors) {
    for (const path of door.paths) {
      app.all(path, ({ request }) => answerDoor(host, door, path, request, clientOf), {
        parse: "none",
      });
    }
  }
  for (const operation of host.operations.values()) {
    const answer = answerOperation(host, operation, clientOf);
    for (const route of routesOf(operation)) addRoute(app, answer, route);
  }
  app.onError(({ request, code, error, path }) => {
    if (code !== "NOT_FOUND") return refuse(host, error, `${request.method} ${path}`);
    if (request.method === "OPTIONS") return preflight(request);
    return answerNothing(host, request, clientOf);
  });
  return async (request) => {
    // The server leaves out a HEAD's body and keeps its length.
    const isHead = request.method === "HEAD";
    const asked = isHead ? new Request(request.url, { headers: request.headers }) : request;
    if (isHead) originals.set(asked, request);
    if (!host.answered || request.method === "OPTIONS") return app.fetch(asked);
    const watch = new RequestWatch(asked, request.method, connectionOf, host.clientAddress);
    const response = await app.fetch(asked);
    host.answered(watch.answeredWith(response));
    return response;
  };
}

function routesOf(operation: AnyOperation): string[] {
  return operation.http ? [operation.http, ...(operation.alsoHttp ?? [])] : [];
}

function addRoute(app: Elysia, answer: ReturnType<typeof answerOperation>, route: string): void {
  const [method = "", path = ""] = route.split(" ");
  for (const prefix of ["/api/v1", "/api"]) {
    const noted = (request: Request, params: PathParameters) => {
      noteRoute(request, route);
      return answer(request, params);
    };
    app.route(method, prefix + path, ({ request, params = {} }) => noted(request, params), {
      parse: "none",
    });
  }
}
