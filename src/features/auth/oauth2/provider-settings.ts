import { at, listAt, textAt } from "../../../lib/foreign-json.ts";
import type { OAuth2Provider } from "../../collections/auth-options.ts";
import type { Provider } from "../providers/provider.ts";

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
  /** For ID tokens: who signs them, by address of the keys and by name. */
  readonly jwksURL: string;
  /** Empty: whoever holds the keys. */
  readonly issuers: readonly string[];
}

/** What a superuser says goes before what is known; an empty text says nothing. */
export function settingsOf(provider: Provider, options: OAuth2Provider): ProviderSettings {
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
