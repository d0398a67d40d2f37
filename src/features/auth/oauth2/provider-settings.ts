import { at, listAt, textAt } from "../../../lib/foreign-json.ts";
import type { Provider } from "../providers/provider.ts";

/** What a superuser says of one provider; empty means: as the provider's file has it. */
export interface ProviderOptions {
  readonly name: string;
  readonly clientId: string;
  /** Write-only: it is in no answer, log or change. */
  readonly clientSecret: string;
  readonly authURL: string;
  readonly tokenURL: string;
  readonly userInfoURL: string;
  readonly displayName: string;
  readonly pkce: boolean | null;
  /** oidc, and whoever reads the user from the ID token: `jwksURL`, `issuers`. */
  readonly extra: unknown;
}

/** A provider as one collection uses it. */
export interface ProviderSettings {
  readonly provider: Provider;
  readonly displayName: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly authURL: string;
  readonly tokenURL: string;
  readonly userInfoURL: string;
  readonly pkce: boolean;
  readonly jwksURL: string;
  /** Empty: whoever holds the keys. */
  readonly issuers: readonly string[];
}

export function settingsOf(provider: Provider, options: ProviderOptions): ProviderSettings {
  const { clientId, clientSecret, pkce, extra } = options;
  const issuers = listAt(extra, "issuers").filter((issuer) => typeof issuer === "string");
  return {
    provider,
    displayName: options.displayName || provider.displayName,
    clientId,
    clientSecret,
    authURL: options.authURL || provider.authURL,
    tokenURL: options.tokenURL || provider.tokenURL,
    userInfoURL: options.userInfoURL || provider.userInfoURL,
    pkce: pkce ?? provider.pkce,
    jwksURL: textAt(extra, "jwksURL") || (provider.idToken?.jwksURL ?? ""),
    issuers: at(extra, "issuers") === undefined ? (provider.idToken?.issuers ?? []) : issuers,
  };
}
