import { compactVerify, SignJWT } from "jose";

/** What every token of ours starts with, so that people and secret scanners know it. */
export const tokenPrefix = "vbat_";

/** The token's text: the prefix and a JWT whose `jti` is the row's id. */
export async function signApiToken(
  secret: string,
  token: { readonly id: string; readonly created: Date; readonly expires: Date },
): Promise<string> {
  const jwt = await new SignJWT({})
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setJti(token.id)
    .setIssuedAt(token.created)
    .setExpirationTime(token.expires)
    .sign(encoder.encode(secret));
  return `${tokenPrefix}${jwt}`;
}

/**
 * The id in a token that this secret signed; null where it did not. Whether the token is still good
 * is the row's to say, which knows more than an expiry.
 */
export async function readApiToken(secret: string, text: string): Promise<string | null> {
  try {
    const { payload } = await compactVerify(
      text.slice(tokenPrefix.length),
      encoder.encode(secret),
      { algorithms: ["HS256"] },
    );
    const { jti } = JSON.parse(new TextDecoder().decode(payload)) as { jti?: unknown };
    return typeof jti === "string" ? jti : null;
  } catch {
    return null; // not signed by this server: the caller is told that it is unknown
  }
}

const encoder = new TextEncoder();
