import { Elysia } from "elysia";
import { Failure } from "../../kernel/failure.ts";
import { limits } from "../../kernel/limits.ts";
import type { AnyOperation } from "../../kernel/operation.ts";
import { answerOperation, refuse } from "./answer-operation.ts";
import type { Door, HttpHost } from "./http-host.ts";

export interface HttpServer {
  /** Where it listens: `http://127.0.0.1:8091`. */
  readonly url: string;
  /** Lets running requests end, and takes no more. */
  stop(): Promise<void>;
}

/** Listens. @throws Failure `unavailable` when the port is taken or not allowed. */
export async function serveHttp(
  host: HttpHost,
  options: { readonly host: string; readonly port: number; readonly doors?: readonly Door[] },
): Promise<HttpServer> {
  const fetch = makeFetch(host, options.doors ?? []);
  try {
    const server = Bun.serve({
      hostname: options.host,
      port: options.port,
      fetch,
      // Room for multipart framing; the exact limit is checked where a body is read.
      maxRequestBodySize: limits.bodyBytes + 64 * 1024,
      idleTimeout: 0,
    });
    return {
      url: `http://${server.hostname?.includes(":") ? `[${server.hostname}]` : server.hostname}:${server.port}`,
      stop: () => server.stop(true),
    };
  } catch (thrown) {
    throw new Failure("unavailable", `Cannot listen on ${options.host}:${options.port}.`, {
      cause: thrown,
      hint: "Is another server running there? Choose another --port.",
    });
  }
}

/** Every operation that has a route, below `/api/v1` and `/api`, and the doors beside them. */
export function makeFetch(
  host: HttpHost,
  doors: readonly Door[],
): (request: Request) => Promise<Response> {
  const app = new Elysia({ strictPath: true, handler: { standardHostname: false } });
  for (const door of doors) {
    for (const path of door.paths) {
      app.all(path, ({ request }) => door.answer(request), { parse: "none" });
    }
  }
  for (const operation of host.operations.values()) {
    for (const route of routesOf(operation)) addRoute(app, host, operation, route);
  }
  app.onError(({ request, code, error }) =>
    refuse(host, code === "NOT_FOUND" ? noSuchRoute() : error, `${request.method} ${request.url}`),
  );
  return async (request) => {
    if (request.method === "OPTIONS") return preflight(request);
    if (request.method !== "HEAD") return app.fetch(request);
    const answer = await app.fetch(new Request(request.url, { headers: request.headers }));
    return new Response(null, { status: answer.status, headers: answer.headers });
  };
}

function routesOf(operation: AnyOperation): string[] {
  return operation.http ? [operation.http, ...(operation.alsoHttp ?? [])] : [];
}

function addRoute(app: Elysia, host: HttpHost, operation: AnyOperation, route: string): void {
  const [method = "", path = ""] = route.split(" ");
  const answer = answerOperation(host, operation);
  for (const prefix of ["/api/v1", "/api"]) {
    app.route(method, prefix + path, ({ request, params }) => answer(request, params), {
      parse: "none",
    });
  }
}

function noSuchRoute(): Failure {
  return new Failure("notFound", "The requested resource wasn't found.", {
    hint: "Routes begin with /api/v1/, have no slash at their end, and match the method.",
  });
}

/** No cookies are used, so any page may ask; what it may do depends on its token. */
function preflight(request: Request): Response {
  const headers: Record<string, string> = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET,HEAD,PUT,PATCH,POST,DELETE",
    "access-control-max-age": "86400",
    vary: "Access-Control-Request-Headers",
  };
  const asked = request.headers.get("access-control-request-headers");
  if (asked) headers["access-control-allow-headers"] = asked;
  return new Response(null, { status: 204, headers });
}
