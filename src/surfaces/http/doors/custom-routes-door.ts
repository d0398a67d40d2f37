import { noSuchCustomRoute, type RouteRequest } from "../../../features/routes/custom-routes.ts";
import type { RouteAnswer } from "../../../features/routes/route-answer.ts";
import type { RequestFacts } from "../../../kernel/context.ts";
import { limits } from "../../../kernel/limits.ts";
import { refuse } from "../answer-operation.ts";
import type { Door, HttpHost } from "../http-host.ts";
import { identifyRequest } from "../identify-request.ts";
import { limitBody, unreadable } from "../limit-body.ts";
import { queryOf } from "../request-facts.ts";

/** What admins' scripts answer: `/api/v1/custom/…`. */
export function customRoutesDoor(host: HttpHost): Door {
  return {
    paths: ["/api/v1/custom/*", "/api/custom/*"],
    async answer(request, facts) {
      try {
        return respond(await answer(host, request, facts));
      } catch (thrown) {
        return refuse(host, thrown, `${request.method} custom`);
      }
    },
  };
}

async function answer(host: HttpHost, request: Request, facts: RequestFacts): Promise<RouteAnswer> {
  const path = pathOf(request.url);
  const context = host.contextFor(await identifyRequest(host, request), facts);
  const { customRoutes } = context.services;
  const found = await customRoutes.find(request.method, path);
  if (!found) throw noSuchCustomRoute(request.method, path);
  return customRoutes.answer(context, found, await readRequest(request, path, facts));
}

/** As it was sent: what is escaped in it is no separator. */
function pathOf(url: string): string {
  return new URL(url).pathname.replace(/^\/api\/(?:v1\/)?custom/, "") || "/";
}

async function readRequest(
  request: Request,
  path: string,
  { address }: RequestFacts,
): Promise<RouteRequest> {
  const limited = request.body ? await limitBody(request, limits.routeBodyBytes) : null;
  const text = limited ? await limited.text().catch(unreadable) : "";
  return {
    method: request.method,
    path,
    query: Object.fromEntries(queryOf(request.url)),
    headers: Object.fromEntries(request.headers),
    body: readBody(text, request.headers.get("content-type") ?? ""),
    text,
    address,
  };
}

function readBody(text: string, contentType: string): unknown {
  if (text === "") return null;
  const type = contentType.split(";", 1)[0]!.trim().toLowerCase();
  if (type === "application/json" || type.endsWith("+json")) {
    try {
      return JSON.parse(text) as unknown;
    } catch (thrown) {
      return unreadable(thrown);
    }
  }
  if (type === "application/x-www-form-urlencoded") {
    return Object.fromEntries(new URLSearchParams(text));
  }
  return text;
}

/**
 * A page made here is shown as if it came from elsewhere: it shares this origin with the admin page,
 * whose session is none of its business.
 */
function respond({ status, headers, body }: RouteAnswer): Response {
  const own = {
    "access-control-allow-origin": "*",
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox allow-forms allow-popups allow-scripts",
  };
  return new Response(body, { status, headers: { ...own, ...headers } });
}
