import { Failure } from "../../kernel/failure.ts";

/** One of a batch's requests, as the wire has it. */
export interface BatchRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** What it asks for: PUT creates, or changes where the body's id is there already. */
export interface BatchCall {
  readonly verb: "create" | "update" | "upsert" | "delete";
  readonly collection: string;
  /** "" for a create, and for an upsert without one. */
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, string>>;
  /** Named as rules name them: `x_token`. */
  readonly headers: Readonly<Record<string, string>>;
}

/** @throws Failure `invalid` where it is no write of a record. */
export function readBatchRequest(request: BatchRequest): BatchCall {
  const [path = ""] = request.url.split("?", 1);
  const match = /^\/api(?:\/v1)?\/collections\/([^/]+)\/records(?:\/([^/]+))?$/.exec(path);
  const verb = match && verbOf(request.method, match[2] !== undefined);
  if (!match || !verb) throw unknownRequest(request);
  const data = request.body ?? {};
  const named = match[2] ?? (verb === "upsert" ? data.id : undefined);
  return {
    verb,
    collection: decode(request, match[1]!),
    id: typeof named === "string" ? decode(request, named) : "",
    data,
    query: Object.fromEntries(new URLSearchParams(request.url.slice(path.length))),
    headers: Object.fromEntries(
      Object.entries(request.headers ?? {})
        .map(([name, value]) => [name.toLowerCase().replaceAll("-", "_"), value] as const)
        // Who asks is who sent the batch.
        .filter(([name]) => name !== "authorization"),
    ),
  };
}

function verbOf(method: string, hasId: boolean): BatchCall["verb"] | undefined {
  if (hasId) return method === "PATCH" ? "update" : method === "DELETE" ? "delete" : undefined;
  return method === "POST" ? "create" : method === "PUT" ? "upsert" : undefined;
}

function decode(request: BatchRequest, text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (thrown) {
    if (thrown instanceof URIError) throw unknownRequest(request);
    throw thrown;
  }
}

function unknownRequest({ method, url }: BatchRequest): Failure {
  return new Failure("invalid", "Something went wrong while processing your request.", {
    hint: `${method} ${url.slice(0, 200)} is no write of a record: POST or PUT /api/collections/NAME/records, PATCH or DELETE /api/collections/NAME/records/ID.`,
  });
}
