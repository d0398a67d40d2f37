import { guest, type Caller } from "../../kernel/caller.ts";
import type { HttpHost } from "./http-host.ts";
import { noteCaller } from "./request-watch.ts";

/** Who asks. */
export function identifyRequest(host: HttpHost, request: Request): Caller | Promise<Caller> {
  const credential = credentialOf(request);
  return credential === "" ? guest : identify(host, request, credential);
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

async function identify(host: HttpHost, request: Request, credential: string): Promise<Caller> {
  const caller = await host.identify(credential);
  noteCaller(request, caller);
  return caller;
}
