import { guest, type Caller } from "../../kernel/caller.ts";
import type { HttpHost } from "./http-host.ts";

/** Who asks. */
export function identifyRequest(host: HttpHost, request: Request): Caller | Promise<Caller> {
  const credential = credentialOf(request);
  return credential === "" ? guest : host.identify(credential);
}

/** PocketBase's SDK sends the bare token, most others put `Bearer` before it; "" where there is none. */
export function credentialOf({ headers }: Request): string {
  const said =
    headers.get("authorization") ??
    headers.get("x-client-key") ??
    headers.get("x-api-key") ??
    headers.get("x-service-key");
  return said ? said.replace(/^Bearer\s+/i, "").trim() : "";
}
