import type { Context } from "../../kernel/context.ts";
import { whoAsks } from "../scripts/script-event.ts";
import type { RouteScript } from "../scripts/script.ts";
import type { RouteRequest } from "./custom-routes.ts";

/** What a route would hear of: parameters named after themselves, and nothing else, unless given. */
export async function sampleRequest(
  context: Context,
  route: RouteScript,
  given: Partial<RouteRequest> = {},
): Promise<object> {
  const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
  const path = route.path.replaceAll(/:(\w+)/g, "$1").replace("*", "rest");
  return {
    name: route.name,
    method: route.method,
    path,
    params: Object.fromEntries(names.map((name) => [name, name])),
    query: {},
    headers: {},
    body: null,
    text: "",
    address: "",
    ...(await whoAsks(context)),
    ...given,
  };
}
