import { guest, type Caller } from "../../../kernel/caller.ts";
import type { RequestFacts } from "../../../kernel/context.ts";
import { refuse } from "../answer-operation.ts";
import { fileResponse } from "../file-response.ts";
import type { Door, HttpHost } from "../http-host.ts";
import { identifyRequest } from "../identify-request.ts";
import { noSuchRoute } from "../no-such-route.ts";
import { queryOf } from "../request-facts.ts";

/** Files of records: `?thumb=100x100` smaller, `?download=1` to be saved, `?token=` if protected. */
export function filesDoor(host: HttpHost): Door {
  const roots = ["/api/v1/files", "/api/files"];
  return {
    paths: roots.map((root) => `${root}/:collection/:id/:name`),
    async answer(request, facts) {
      try {
        return await answer(host, request, facts);
      } catch (thrown) {
        return refuse(host, thrown, `${request.method} file`);
      }
    },
  };
}

async function answer(host: HttpHost, request: Request, facts: RequestFacts): Promise<Response> {
  const address = addressIn(request);
  const query = queryOf(request.url);
  const caller = await callerOf(host, request, query.get("token") ?? "");
  const context = host.contextFor(caller, facts);
  const file = await context.services.files.find(context, address, query.get("thumb") ?? "");
  return fileResponse(request.headers, {
    content: file.blob.content,
    size: file.blob.size,
    modified: file.blob.modified,
    name: file.name,
    type: file.type,
    download: /^(1|t|true)$/i.test(query.get("download") ?? ""),
    private: file.protected,
  });
}

/**
 * A session is no key to protected files, for links are followed without one: a file token in the
 * address is. An API token, which cannot have one made, counts as it is.
 */
async function callerOf(host: HttpHost, request: Request, fileToken: string): Promise<Caller> {
  if (fileToken !== "") {
    return host.contextFor(guest).services.identity.identifyFileToken(fileToken);
  }
  const caller = await identifyRequest(host, request);
  return caller.token ? caller : guest;
}

/** @throws Failure `notFound` for another method, or an address that cannot be read. */
function addressIn(request: Request): { collection: string; id: string; name: string } {
  const [collection = "", id = "", name = ""] = new URL(request.url).pathname
    .split("/")
    .slice(-3)
    .map(decoded);
  if (request.method === "GET" && collection && id && name) return { collection, id, name };
  throw noSuchRoute();
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return ""; // a broken escape names nothing
  }
}
