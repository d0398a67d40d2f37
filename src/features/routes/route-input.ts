import { Type } from "@sinclair/typebox";
import { choice } from "../../kernel/choice.ts";
import type { Context } from "../../kernel/context.ts";
import { Failure } from "../../kernel/failure.ts";
import { scopes } from "../../kernel/scope.ts";
import { readPathPattern, shapeOf } from "../../lib/path-pattern.ts";
import { draftBase, type GivenScript } from "../scripts/save-script.ts";
import { routeMethods, type RouteAccess, type RouteScript } from "../scripts/script.ts";

export const routeAccess: readonly RouteAccess[] = [
  "public",
  "authenticated",
  "superuser",
  ...scopes,
];

export const routeInput = {
  method: choice(routeMethods, "The request's method."),
  path: Type.String({
    maxLength: 200,
    description: "Below /api/v1/custom, such as /orders/:id/invoice; may end in /*.",
  }),
  access: Type.Optional(
    choice(
      routeAccess,
      "Who may call it; superuser unless said otherwise. A scope: superusers, and tokens that hold it.",
    ),
  ),
  credentials: Type.Optional(
    Type.Boolean({
      unlisted: true,
      description: "Let it see the headers Authorization and Cookie, for others' ways of signing.",
    }),
  ),
};

export interface GivenRoute extends GivenScript {
  readonly method?: RouteScript["method"];
  readonly path?: string;
  readonly access?: RouteAccess;
  readonly credentials?: boolean;
}

/** The route as it will be. @throws Failure `invalid` for a path that is none, or that another one has. */
export function draftRoute(
  context: Context,
  given: GivenRoute,
  before: RouteScript | null,
  others: readonly RouteScript[],
): RouteScript {
  const method = given.method ?? before?.method ?? "GET";
  const path = given.path ?? before?.path ?? "/";
  const pattern = readPathPattern(path);
  if (!pattern) {
    throw invalidPath(
      `${JSON.stringify(path)} is no path for a route.`,
      "It is like /orders/:id or /files/*.",
    );
  }
  const taken = others.find(
    (each) =>
      each.id !== before?.id &&
      each.method === method &&
      shapeOf(readPathPattern(each.path) ?? pattern) === shapeOf(pattern),
  );
  if (taken) {
    throw invalidPath(
      `${method} ${path} is taken.`,
      `The route ${taken.name} is ${method} ${taken.path}.`,
    );
  }
  return {
    kind: "route",
    ...draftBase(context, given, before, { kind: "route" }),
    method,
    path,
    access: given.access ?? before?.access ?? "superuser",
    credentials: given.credentials ?? before?.credentials ?? false,
  };
}

function invalidPath(message: string, hint: string): Failure {
  return new Failure("invalid", message, {
    hint,
    problems: { path: { code: "validation_invalid_value", message } },
  });
}
