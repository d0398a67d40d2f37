import { allowRoute } from "../../../features/routes/allow-route.ts";
import { urlOf } from "../../../features/routes/route-output.ts";
import type { RouteScript } from "../../../features/scripts/script.ts";
import type { Caller } from "../../../kernel/caller.ts";
import { Failure } from "../../../kernel/failure.ts";
import type { PathItems } from "../openapi-route.ts";

/** The custom routes that this caller may use. What they take and answer, only their authors know. */
export function customPaths(routes: readonly RouteScript[], caller: Caller): PathItems {
  const paths: PathItems = {};
  for (const route of routes.filter((each) => each.enabled && mayUse(caller, each))) {
    const template = urlOf(route.path)
      .replace("/api/v1", "")
      .replaceAll(/:(\w+)/g, "{$1}")
      .replace(/\*$/, "{rest}");
    const takesBody = !["GET", "DELETE"].includes(route.method);
    (paths[template] ??= {})[route.method.toLowerCase()] = {
      operationId: `custom_${route.id}`,
      tags: ["custom"],
      summary: route.name,
      ...(route.help && { description: route.help }),
      parameters: [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
        name,
        in: "path",
        required: true,
        schema: { type: "string" },
      })),
      ...(takesBody && { requestBody: { content: { "*/*": { schema: {} } } } }),
      responses: {
        200: { description: "What its script answers.", content: { "*/*": { schema: {} } } },
        default: { $ref: "#/components/responses/Failure" },
      },
    };
  }
  return paths;
}

function mayUse(caller: Caller, route: RouteScript): boolean {
  try {
    allowRoute(caller, route);
    return true;
  } catch (thrown) {
    if (thrown instanceof Failure) return false;
    throw thrown;
  }
}
