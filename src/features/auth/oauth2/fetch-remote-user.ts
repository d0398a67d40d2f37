import { Failure } from "../../../kernel/failure.ts";
import type { RemoteUser } from "../providers/provider.ts";
import { boundedFetch, hostOf, parseAnswer } from "./bounded-fetch.ts";
import type { Tokens } from "./exchange-code.ts";
import { readIdToken } from "./id-token.ts";
import type { ProviderSettings } from "./provider-settings.ts";

/** An account at a provider, and all that the provider said about it. */
export interface FetchedUser extends RemoteUser {
  readonly raw: unknown;
}

/**
 * Who the tokens are about. `broughtBack` is what the browser came back with besides the code.
 * @throws Failure `invalid` when the provider does not say, or the account is closed there.
 */
export async function fetchRemoteUser(
  settings: ProviderSettings,
  tokens: Tokens,
  broughtBack: string,
  now: Date,
): Promise<FetchedUser> {
  const { provider, tokenURL, userInfoURL } = settings;
  const raw = await (userInfoURL === "" ? readClaims : askForUser)(settings, tokens, now);
  const user = await provider.readUser(raw, {
    tokenAnswer: tokens.answer,
    tokenURL,
    broughtBack,
    also: (path) => askAlso(settings, tokens, path),
  });
  if (user.id === "") throw refusal(`${hostOf(userInfoURL || tokenURL)} did not say who it is.`);
  return { ...user, raw };
}

async function readClaims(settings: ProviderSettings, { idToken }: Tokens, now: Date) {
  if (idToken === "") throw refusal(`${settings.displayName} sent no ID token.`);
  try {
    return await readIdToken(settings, idToken, now);
  } catch (thrown) {
    throw refusal(
      "The ID token does not count: see extra.jwksURL and extra.issuers of the provider.",
      thrown,
    );
  }
}

async function askForUser(settings: ProviderSettings, { accessToken }: Tokens): Promise<unknown> {
  const { provider, clientId, userInfoURL } = settings;
  const { headers, body } = provider.userRequest?.(clientId) ?? {};
  const init = {
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
      authorization: `Bearer ${accessToken}`,
    },
    ...(body !== undefined && { method: "POST", body }),
  };
  const answered = await boundedFetch(userInfoURL, init).catch((thrown: unknown) => {
    throw refusal(`${hostOf(userInfoURL)} does not answer.`, thrown);
  });
  const user = parseAnswer(answered);
  if (answered.status === 200 && typeof user === "object" && user !== null) return user;
  throw refusal(`${hostOf(userInfoURL)} answered ${answered.status}.`);
}

/** Always beside the user's own address, which a superuser chose. */
async function askAlso(
  { userInfoURL }: ProviderSettings,
  { accessToken }: Tokens,
  path: string,
): Promise<unknown> {
  const { href } = new URL(path, userInfoURL);
  const headers = { authorization: `Bearer ${accessToken}` };
  const answered = await boundedFetch(href, { headers }).catch((thrown: unknown) => {
    throw refusal(`${hostOf(href)} does not answer.`, thrown);
  });
  return answered.status === 200 ? parseAnswer(answered) : null;
}

function refusal(hint: string, cause?: unknown): Failure {
  return new Failure("invalid", "Failed to fetch OAuth2 user.", { hint, cause });
}
