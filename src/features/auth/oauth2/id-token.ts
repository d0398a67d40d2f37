import { createRemoteJWKSet, customFetch, jwtVerify } from "jose";
import { boundedFetch } from "./bounded-fetch.ts";
import type { ProviderSettings } from "./provider-settings.ts";

/**
 * The claims of an ID token that its provider signed for this client (OpenID Connect Core 1.0, 3.1.3.7).
 * @throws Error when it is somebody else's, expired, or signed with a key that the provider does not show.
 */
export async function readIdToken(
  { jwksURL, issuers, clientId }: ProviderSettings,
  idToken: string,
  now: Date,
): Promise<Record<string, unknown>> {
  const keys = createRemoteJWKSet(new URL(jwksURL), {
    [customFetch]: async (url: string) => {
      const { status, bytes } = await boundedFetch(url, {});
      return new Response(bytes, { status });
    },
  });
  const { payload } = await jwtVerify(idToken, keys, {
    audience: clientId,
    currentDate: now,
    requiredClaims: ["exp", "sub"],
    ...(issuers.length > 0 && { issuer: [...issuers] }),
  });
  return payload;
}
