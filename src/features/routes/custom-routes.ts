import type { Caller } from "../../kernel/caller.ts";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import {
  bySpecificity,
  matchPath,
  readPathPattern,
  type PathPattern,
} from "../../lib/path-pattern.ts";
import type { LiveScripts, ScriptSet } from "../scripts/live-scripts.ts";
import { whoAsks } from "../scripts/script-event.ts";
import { scriptHost } from "../scripts/script-host.ts";
import { directRecords } from "../scripts/script-records.ts";
import { contextOf, type RouteScript } from "../scripts/script.ts";
import { allowRoute } from "./allow-route.ts";
import { readAnswer, type RouteAnswer } from "./route-answer.ts";
import { routeFailure } from "./route-failure.ts";

/** A request to `/api/v1/custom/…`, as a door has read it. */
export interface RouteRequest {
  readonly method: string;
  /** Below `/api/v1/custom`, as it was sent. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** In lower case; those that let somebody in among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, a form's fields, or text; null for nothing. */
  readonly body: unknown;
  /** The body as it came, for signatures over it. */
  readonly text: string;
  readonly address: string;
}

export interface FoundRoute {
  readonly route: RouteScript;
  readonly params: Readonly<Record<string, string>>;
}

/** Requests that scripts answer. */
export class CustomRoutes {
  readonly #tables = new WeakMap<ScriptSet, readonly Entry[]>();

  constructor(private readonly scripts: LiveScripts) {}

  /** Null where there is none. */
  async find(method: string, path: string): Promise<FoundRoute | null> {
    for (const { route, pattern } of this.#table(await this.scripts.current())) {
      if (route.method !== method) continue;
      const params = matchPath(pattern, path);
      if (params) return { route, params };
    }
    return null;
  }

  /** @throws Failure where the caller may not, the script refuses, or fails. */
  async answer(
    context: Context,
    { route, params }: FoundRoute,
    request: RouteRequest,
  ): Promise<RouteAnswer> {
    allowRoute(context.caller, route);
    const inside = contextOf(context, route);
    const end = await context.services.scriptRunner.run(inside, route, {
      lane: "request",
      cause: `${request.method} ${request.path}`.slice(0, 200),
      event: {
        name: route.name,
        ...request,
        // What lets somebody in here is never for a script, whoever wrote it.
        headers:
          route.credentials && isGuest(context.caller)
            ? request.headers
            : withoutCredentials(request.headers),
        params,
        ...(await whoAsks(context)),
      },
      host: scriptHost(inside, route, directRecords(inside)),
    });
    if (!end.ok) throw routeFailure(route, end.thrown, context.caller);
    return readAnswer(route, end.value);
  }

  #table(scripts: ScriptSet): readonly Entry[] {
    const known = this.#tables.get(scripts);
    if (known) return known;
    const table = scripts.routes
      .filter(({ enabled }) => enabled)
      .flatMap((route) => {
        const pattern = readPathPattern(route.path);
        return pattern ? [{ route, pattern }] : [];
      })
      .toSorted((a, b) => bySpecificity(a.pattern, b.pattern));
    this.#tables.set(scripts, table);
    return table;
  }
}

interface Entry {
  readonly route: RouteScript;
  readonly pattern: PathPattern;
}

function isGuest({ superuser, record, token }: Caller): boolean {
  return !superuser && !record && !token;
}

function withoutCredentials(headers: RouteRequest["headers"]): RouteRequest["headers"] {
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !["authorization", "cookie", "proxy-authorization"].includes(name),
    ),
  );
}

export function noSuchCustomRoute(method: string, path: string): Failure {
  return new Failure("notFound", "The requested resource wasn't found.", {
    hint: `No custom route answers ${method} ${path.slice(0, 200)}.`,
  });
}
