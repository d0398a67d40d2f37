import type { Collection } from "../../../../src/product.ts";
import { routeOf, type OperationName } from "../../../client/operations.ts";

/** What programs ask of a collection: operations by their names, a file, and the stream of changes. */
export const endpointGroups = {
  records: [
    "records.list",
    "records.get",
    "records.create",
    "records.update",
    "records.delete",
    "records.batch",
    "file",
    "live",
  ],
  auth: [
    "auth.methods",
    "auth.withPassword",
    "auth.withOAuth2",
    "auth.requestOtp",
    "auth.withOtp",
    "auth.refresh",
    "auth.requestVerification",
    "auth.confirmVerification",
    "auth.requestPasswordReset",
    "auth.confirmPasswordReset",
    "auth.requestEmailChange",
    "auth.confirmEmailChange",
  ],
} as const satisfies Readonly<Record<string, readonly (OperationName | "file" | "live")[]>>;

export type EndpointGroup = keyof typeof endpointGroups;
export type Endpoint = (typeof endpointGroups)[EndpointGroup][number];

export interface Place {
  readonly method: string;
  /** Below `/api/v1`, as the API's description has it: `/collections/posts/records/{id}`. */
  readonly path: string;
}

export function placeOf(endpoint: Endpoint, { name }: Collection): Place {
  const [method = "", path = ""] = routeTo(endpoint).split(" ");
  const own = path.replace(":collection", encodeURIComponent(name));
  return { method, path: own.replaceAll(/:(\w+)/g, "{$1}") };
}

function routeTo(endpoint: Endpoint): string {
  if (endpoint === "live") return "GET /realtime";
  if (endpoint === "file") return "GET /files/:collection/:id/:name";
  return routeOf(endpoint)[0];
}

/** Whether it is called with nobody's token. */
export function needsNobody(endpoint: Endpoint): boolean {
  if (endpoint === "live" || endpoint === "file") return false;
  if (endpoint === "auth.refresh" || endpoint === "auth.requestEmailChange") return false;
  return routeOf(endpoint)[1] === "public";
}
