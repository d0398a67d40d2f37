import type { AnsweredRequest } from "../../kernel/answered-request.ts";
import { guest, type Caller } from "../../kernel/caller.ts";
import type { Failure } from "../../kernel/failure.ts";
import type { HttpHost } from "./http-host.ts";
import type { AddressOf } from "./request-facts.ts";

interface Refusal {
  readonly failure: Failure;
  readonly requestId: string;
}

/**
 * What is found out about a request on its way, for whoever hears of it when it is answered. It hangs
 * on the request and its response themselves, so that doors need not hand it around.
 */
export class RequestWatch implements AnsweredRequest {
  route = "";
  ownLog = false;
  caller: Caller = guest;
  call = "";
  refusal: Refusal | null = null;
  status = 0;
  durationMs = 0;
  readonly #startedAt = performance.now();
  #connection: string | undefined;

  constructor(
    /** As the routes see it. */
    private readonly request: Request,
    readonly method: string,
    private readonly connectionOf: AddressOf,
    private readonly clientAddress: HttpHost["clientAddress"],
  ) {
    (request as Watched)[watch] = this;
  }

  answeredWith(response: Response): this {
    this.status = response.status;
    this.durationMs = performance.now() - this.#startedAt;
    if (this.status >= 400) this.refusal = refusals.get(response) ?? null;
    return this;
  }

  get target(): string {
    const { url } = this.request;
    return url.slice(url.indexOf("/", url.indexOf("//") + 2));
  }

  get connection(): string {
    return (this.#connection ??= this.connectionOf(this.request));
  }

  get address(): string {
    return this.clientAddress(this.request.headers, this.connection);
  }

  header(name: "user-agent" | "referer"): string {
    return this.request.headers.get(name) ?? "";
  }
}

/** A property, since a WeakMap costs the garbage collector something for every request. */
const watch = Symbol("watch");

interface Watched extends Request {
  [watch]?: RequestWatch;
}

const refusals = new WeakMap<Response, Refusal>();

export function noteRoute(request: Watched, route: string, ownLog = false): void {
  const watched = request[watch];
  if (!watched) return;
  watched.route = route;
  watched.ownLog = ownLog;
}

export function noteCaller(request: Watched, caller: Caller): void {
  const watched = request[watch];
  if (watched) watched.caller = caller;
}

export function noteCall(request: Watched, call: string): void {
  const watched = request[watch];
  if (watched) watched.call = call;
}

export function noteRefusal(response: Response, refusal: Refusal): Response {
  refusals.set(response, refusal);
  return response;
}
