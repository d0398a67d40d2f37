import type { RequestFacts } from "../../kernel/context.ts";
import { refuse } from "./answer-operation.ts";
import type { Door, HttpHost } from "./http-host.ts";
import { identifyRequest } from "./identify-request.ts";
import { preflight } from "./preflight.ts";
import { noSuchRoute } from "./no-such-route.ts";
import { requestFacts, type AddressOf } from "./request-facts.ts";
import { noteRoute } from "./request-watch.ts";

/** A door's answer, if the address may ask again. `path` is the door's own. */
export function answerDoor(
  host: HttpHost,
  door: Door,
  path: string,
  request: Request,
  addressOf: AddressOf,
): Response | Promise<Response> {
  noteRoute(request, path, door.ownLog);
  const isPreflight = request.method === "OPTIONS";
  if (isPreflight && !door.ownPreflight) return preflight(request);
  const facts = requestFacts(request, addressOf);
  if (!host.admission.isLimiting || isPreflight) return door.answer(request, facts);
  return limit(host, request, facts, path).then(
    () => door.answer(request, facts),
    (thrown: unknown) => refuse(host, thrown, `${request.method} ${path}`),
  );
}

/** Also what is not there may not be asked for without end. */
export async function answerNothing(
  host: HttpHost,
  request: Request,
  addressOf: AddressOf,
): Promise<Response> {
  try {
    if (host.admission.isLimiting) {
      await limit(host, request, requestFacts(request, addressOf), "nothing");
    }
    throw noSuchRoute();
  } catch (thrown) {
    return refuse(host, thrown, "");
  }
}

async function limit(
  host: HttpHost,
  request: Request,
  facts: RequestFacts,
  route: string,
): Promise<void> {
  const caller = await identifyRequest(host, request);
  const path = canonicalPath(new URL(request.url).pathname);
  await host.admission.limit(caller, facts, {
    route: canonicalPath(route),
    method: request.method,
    path,
    labels: [],
    collection: null,
  });
}

/** One door has several addresses, and one counter. */
function canonicalPath(path: string): string {
  return path.replace(/^\/api\/v1\//, "/api/").replace(/^\/mcp(?=\/|$)/, "/api/mcp");
}
