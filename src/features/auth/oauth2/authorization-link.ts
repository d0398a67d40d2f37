import { calculatePKCECodeChallenge } from "oauth4webapi";
import type { Context } from "../../../kernel/context.ts";
import type { ProviderSettings } from "./provider-settings.ts";

/** Where a browser begins to sign in, and what its page keeps until the code comes back. */
export interface AuthorizationLink {
  readonly state: string;
  /** Ends in `&redirect_uri=`, for the page to add its own, encoded. */
  readonly authURL: string;
  /** These three are empty without PKCE. */
  readonly codeVerifier: string;
  readonly codeChallenge: string;
  readonly codeChallengeMethod: string;
}

export async function makeAuthorizationLink(
  context: Pick<Context, "randomId">,
  { provider, authURL, clientId, pkce }: ProviderSettings,
): Promise<AuthorizationLink> {
  const state = context.randomId(30);
  // 43 characters of 36 hold 222 bits; RFC 7636 asks for at least 43 of them.
  const codeVerifier = pkce ? context.randomId(43) : "";
  const codeChallenge = pkce ? await calculatePKCECodeChallenge(codeVerifier) : "";
  const codeChallengeMethod = pkce ? "S256" : "";
  const link = new URL(authURL);
  const said: Record<string, string> = {
    client_id: clientId,
    response_type: "code",
    scope: provider.scopes.join(" "),
    state,
    code_challenge: codeChallenge,
    code_challenge_method: codeChallengeMethod,
    ...provider.authParameters,
  };
  for (const [name, value] of Object.entries(said)) {
    if (value !== "") link.searchParams.set(name, value);
  }
  link.hash = "";
  const { href } = link;
  return {
    state,
    authURL: `${href}&redirect_uri=`,
    codeVerifier,
    codeChallenge,
    codeChallengeMethod,
  };
}
