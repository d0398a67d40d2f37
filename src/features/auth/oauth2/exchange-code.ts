import * as oauth from "oauth4webapi";
import { Failure } from "../../../kernel/failure.ts";
import { at, textAt } from "../../../lib/foreign-json.ts";
import { boundedFetch, hostOf, parseAnswer } from "./bounded-fetch.ts";
import type { ProviderSettings } from "./provider-settings.ts";

/** What a code was worth. */
export interface Tokens {
  readonly accessToken: string;
  /** "" where there is none; `idToken` too. */
  readonly refreshToken: string;
  readonly idToken: string;
  /** Null where the provider does not say. */
  readonly expires: Date | null;
  /** The whole answer, as it came. */
  readonly answer: unknown;
}

/** What the page brings back from the provider. */
export interface Code {
  readonly code: string;
  /** None where the link had no challenge. */
  readonly codeVerifier?: string;
  readonly redirectURL: string;
}

/**
 * Exchanges a code at the token endpoint (RFC 6749, 4.1.3).
 * @throws Failure `invalid`, with the provider's own word for what is wrong.
 */
export async function exchangeCode(
  settings: ProviderSettings,
  code: Code,
  now: Date,
): Promise<Tokens> {
  const first = settings.provider.secretIn;
  try {
    return await exchange(settings, code, now, first);
  } catch (thrown) {
    if (!isUnknownClient(thrown)) throw refusal(settings, thrown);
  }
  // Servers look at who asks before they use the code up: the other way to say it may still do.
  try {
    return await exchange(settings, code, now, first === "header" ? "body" : "header");
  } catch (thrown) {
    throw refusal(settings, thrown);
  }
}

async function exchange(
  settings: ProviderSettings,
  { code, codeVerifier = "", redirectURL }: Code,
  now: Date,
  secretIn: "header" | "body",
): Promise<Tokens> {
  const { tokenURL, clientId, clientSecret } = settings;
  const server: oauth.AuthorizationServer = {
    issuer: new URL(tokenURL).origin,
    token_endpoint: tokenURL,
  };
  const client: oauth.Client = { client_id: clientId };
  const authentication =
    secretIn === "header"
      ? oauth.ClientSecretBasic(clientSecret)
      : oauth.ClientSecretPost(clientSecret);
  let answer: unknown;
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    authentication,
    // Whoever holds the state compares it: the page that began.
    oauth.validateAuthResponse(server, client, new URLSearchParams({ code }), oauth.expectNoState),
    redirectURL,
    codeVerifier === "" ? oauth.nopkce : codeVerifier,
    {
      // A superuser may have a provider on the own network.
      [oauth.allowInsecureRequests]: true,
      async [oauth.customFetch](url, { method, headers, body }) {
        const answered = await boundedFetch(url, { method, headers, body: String(body) });
        answer = parseAnswer(answered);
        return standardAnswer(answered.status, answer);
      },
    },
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response);
  const { access_token: accessToken, refresh_token: refreshToken = "", expires_in } = tokens;
  return {
    accessToken,
    refreshToken,
    idToken: textAt(answer, "id_token"),
    expires: expires_in === undefined ? null : new Date(now.getTime() + expires_in * 1000),
    answer,
  };
}

/**
 * The answer as RFC 6749 wants it. Some providers leave the token's type out, send the scope as a list
 * or refuse with a status of 200; the ID token is looked at by whoever needs it.
 */
function standardAnswer(status: number, answer: unknown): Response {
  const keys = ["access_token", "refresh_token", "error", "error_description"];
  const said = Object.fromEntries(
    keys.map((key) => [key, textAt(answer, key)]).filter(([, text]) => text !== ""),
  );
  const lifetime = Number(at(answer, "expires_in") ?? 0);
  const refused = status === 200 && said.error !== undefined && said.access_token === undefined;
  return Response.json(
    { ...said, token_type: "bearer", ...(lifetime > 0 && { expires_in: lifetime }) },
    { status: refused ? 400 : status },
  );
}

function isUnknownClient(thrown: unknown): boolean {
  if (!(thrown instanceof oauth.ResponseBodyError)) return false;
  return thrown.error === "invalid_client" || thrown.error === "unauthorized_client";
}

function refusal({ displayName, tokenURL }: ProviderSettings, thrown: unknown): Failure {
  const hint =
    thrown instanceof oauth.ResponseBodyError
      ? `${displayName} says ${[thrown.error, thrown.error_description].filter(Boolean).join(": ").slice(0, 300)}`
      : `${hostOf(tokenURL)} gave no token that can be used.`;
  return new Failure("invalid", "Failed to fetch OAuth2 token.", { hint, cause: thrown });
}
