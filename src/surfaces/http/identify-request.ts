import { guest, type Caller } from "../../kernel/caller.ts";
import type { HttpHost } from "./http-host.ts";

/** Who asks: PocketBase's SDK sends the bare token, most others put `Bearer` before it. */
export function identifyRequest(host: HttpHost, request: Request): Caller | Promise<Caller> {
  const { headers } = request;
  const said =
    headers.get("authorization") ??
    headers.get("x-client-key") ??
    headers.get("x-api-key") ??
    headers.get("x-service-key");
  if (!said) return guest;
  const credential = said.replace(/^Bearer\s+/i, "").trim();
  return credential === "" ? guest : host.identify(credential);
}
