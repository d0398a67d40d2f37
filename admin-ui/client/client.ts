import { ClientError } from "./client-error.ts";
import { routeOf, type Input, type OperationName, type Output } from "./operations.ts";
import { Live } from "./live.ts";
import type { Session } from "./session.ts";

export interface CallOptions {
  /** Asks as somebody else: with this token, or as a guest where it is null. */
  readonly as?: string | null | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Shows what would come of it and keeps nothing. */
  readonly dryRun?: boolean;
}

/** The product's operations, called by name. */
export class Client {
  readonly session: Session;
  readonly live = new Live((subscriptions) =>
    this.fetch("/realtime", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(subscriptions),
    }),
  );

  constructor(session: Session) {
    this.session = session;
  }

  /**
   * Where the session has ended, it waits until the superuser has signed in again, and goes on.
   * @throws ClientError
   */
  async call<Name extends OperationName>(
    name: Name,
    input: Input<Name>,
    options: CallOptions = {},
  ): Promise<Output<Name>> {
    const [route, access, hasData, httpAnswer] = routeOf(name);
    const { method, address, body } = wordRequest(route, hasData, input as Values);
    const query = options.dryRun ? `${address.includes("?") ? "&" : "?"}dry_run=1` : "";
    const answer = await this.fetch(`${address}${query}`, {
      method,
      ...body,
      signal: options.signal,
      guest: access === "public",
      as: options.as,
    });
    const output: unknown = answer.status === 204 ? {} : await answer.json();
    return (httpAnswer === undefined ? output : { [httpAnswer]: output }) as Output<Name>;
  }

  /** For what is no operation; `address` is below `/api/v1`. @throws ClientError */
  async fetch(address: string, request: FetchRequest = {}): Promise<Response> {
    const { as, headers, signal, ...rest } = request;
    const guest = request.guest === true || as !== undefined;
    const token = as === undefined ? this.session.token : as;
    if (!guest && token === undefined && (await this.session.renew())) {
      return this.fetch(address, request);
    }
    const response = await fetch(`/api/v1${address}`, {
      ...(rest.method !== undefined && { method: rest.method }),
      ...(rest.body !== undefined && { body: rest.body }),
      ...(signal && { signal }),
      headers: { ...headers, ...(token && { authorization: `Bearer ${token}` }) },
    }).catch(unreachable);
    if (response.ok) return response;
    const ended = response.status === 401 && !guest;
    if (ended && (await this.session.renew())) return this.fetch(address, request);
    throw new ClientError(response.status, await readAnswer(response));
  }

  /**
   * Sends a form and tells which part of it (0 to 1) is on its way: `fetch` does not tell.
   * @throws ClientError
   */
  async upload(address: string, form: FormData, tell: (part: number) => void): Promise<void> {
    const token = this.session.token;
    const request = new XMLHttpRequest();
    request.open("POST", `/api/v1${address}`);
    if (token !== undefined) request.setRequestHeader("authorization", `Bearer ${token}`);
    request.upload.addEventListener("progress", ({ loaded, total }) => tell(loaded / total));
    const arrived = await new Promise<boolean>((resolve) => {
      request.addEventListener("load", () => resolve(true));
      request.addEventListener("error", () => resolve(false));
      request.send(form);
    });
    if (!arrived) unreachable(undefined);
    if (request.status < 300) return;
    if (request.status === 401 && (await this.session.renew())) {
      return this.upload(address, form, tell);
    }
    const response = new Response(request.responseText);
    throw new ClientError(request.status, await readAnswer(response));
  }

  /** A session lives on while somebody uses it. A session that has ended is asked for when needed. */
  async keepSession(): Promise<void> {
    const { state, token } = this.session;
    if (state.kind !== "in" || token === undefined) return;
    try {
      const fresh = await this.call("auth.refresh", { collection: "_superusers" });
      if (this.session.token === token) this.session.signIn({ ...state.who, token: fresh.token });
    } catch (thrown) {
      if (thrown instanceof ClientError && [401, 403, 404].includes(thrown.status)) {
        void this.session.renew();
      }
    }
  }
}

export interface FetchRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyInit;
  readonly signal?: AbortSignal | undefined;
  /** Instead of the session's token; null: none. */
  readonly as?: string | null | undefined;
  /** It needs no session, and must not ask for one. */
  readonly guest?: boolean;
}

type Values = Readonly<Record<string, unknown>>;

/** The path's names are taken out of the input; what remains is the query of a GET, or a body. */
function wordRequest(route: string, hasData: boolean, input: Values) {
  const [method = "GET", template = ""] = route.split(" ");
  const rest: Record<string, unknown> = { ...input };
  const path = template.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  if (method === "GET") return { method, address: path + queryOf(rest), body: {} };
  if (!hasData) return { method, address: path, body: bodyOf(rest) };
  const { data, ...options } = rest;
  return { method, address: path + queryOf(options), body: bodyOf((data ?? {}) as Values) };
}

function queryOf(values: Values): string {
  const said = Object.entries(values).filter(([, value]) => value !== undefined && value !== "");
  const query = new URLSearchParams(said.map(([name, value]) => [name, String(value)]));
  return said.length > 0 ? `?${query}` : "";
}

/** JSON; with files, a form whose `@jsonPayload` is the rest. */
function bodyOf(values: Values): { headers?: Record<string, string>; body: BodyInit } {
  const files = Object.entries(values).filter(([, value]) => hasFile(value));
  if (files.length === 0) {
    return { headers: { "content-type": "application/json" }, body: JSON.stringify(values) };
  }
  const form = new FormData();
  const kept = Object.fromEntries(Object.entries(values).filter(([, value]) => !hasFile(value)));
  form.append("@jsonPayload", JSON.stringify(kept));
  for (const [name, value] of files) {
    for (const each of [value].flat())
      form.append(name, each instanceof Blob ? each : String(each));
  }
  return { body: form };
}

function hasFile(value: unknown): boolean {
  return [value].flat().some((each) => each instanceof Blob);
}

async function readAnswer(response: Response): Promise<Record<string, unknown>> {
  const text = await response.text();
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    // A proxy's page, most likely.
    return { message: text.slice(0, 200) || response.statusText };
  }
}

function unreachable(thrown: unknown): never {
  if (thrown instanceof DOMException && thrown.name === "AbortError") throw thrown;
  throw new ClientError(0, {
    code: "offline",
    message: "The server does not answer.",
    hint: "It may be restarting. Nothing you typed is lost: try again in a moment.",
  });
}
