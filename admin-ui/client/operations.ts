import type { ProductOperation } from "../../src/product.ts";

/** An operation whose types are known; what is declared loosely cannot be called from here. */
type Known<Each> = Each extends { readonly name: infer Name extends string }
  ? string extends Name
    ? never
    : Each
  : never;
type KnownOperation = Known<ProductOperation>;
type Run<Name extends OperationName> = Extract<KnownOperation, { readonly name: Name }>["run"];

/** What is optional may be undefined as well: the client leaves it out. */
type Lax<Given> = {
  [Key in keyof Given]: object extends Pick<Given, Key> ? Given[Key] | undefined : Given[Key];
};

export type OperationName = KnownOperation["name"];
export type Input<Name extends OperationName> = Lax<Parameters<Run<Name>>[1]>;
export type Output<Name extends OperationName> = Awaited<ReturnType<Run<Name>>>;

/** Route, who may call, whether the body is the input's `data`, and which property the answer is. */
export type OperationRoute = readonly [
  http: string,
  access: "public" | "byRules" | "superuser",
  hasData: boolean,
  httpAnswer?: string,
];

/** From the product itself: the build puts it here. */
declare const OPERATION_ROUTES: Readonly<Record<string, OperationRoute>>;

export function routeOf(name: OperationName): OperationRoute {
  const route = OPERATION_ROUTES[name];
  if (!route) throw new Error(`${name} is not offered over HTTP.`);
  return route;
}
