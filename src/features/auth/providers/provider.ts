import { Failure } from "../../../kernel/failure.ts";

/**
 * Where people may have an account already, and how that account becomes a record here. What a
 * superuser writes into a collection's `oauth2.providers` goes before the addresses given here.
 */
export interface Provider {
  readonly name: string;
  readonly displayName: string;
  /** SVG. */
  readonly logo: string;
  /** Empty where every installation has an address of its own. */
  readonly authURL: string;
  readonly tokenURL: string;
  /** Empty where the user stands in the ID token. */
  readonly userInfoURL: string;
  readonly scopes: readonly string[];
  /** Whether it knows PKCE (RFC 7636). */
  readonly pkce: boolean;
  /** Where it looks for the client's secret (RFC 6749, 2.3.1); the other one is tried after a no. */
  readonly secretIn: "header" | "body";
  /** What the page where people consent is told besides. */
  readonly authParameters?: Readonly<Record<string, string>>;
  /** Who signs ID tokens: an address of keys, and the names it goes by. */
  readonly idToken?: { readonly jwksURL: string; readonly issuers: readonly string[] };
  /** What asking for the user needs besides the access token; with a body it is a POST of JSON. */
  readonly userRequest?: (clientId: string) => {
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  /**
   * The user in the provider's answer.
   * @throws Failure `invalid` where the account there is closed.
   */
  readUser(answer: unknown, exchange: Exchange): RemoteUser | Promise<RemoteUser>;
}

/** An account somewhere else. What is not known is "". */
export interface RemoteUser {
  /** Never changes, and never becomes somebody else's. */
  readonly id: string;
  readonly name: string;
  readonly username: string;
  /** Only an address of which the provider says that it is this user's. */
  readonly email: string;
  readonly avatarURL: string;
}

/** What else there is when a user is read. */
export interface Exchange {
  /** The token endpoint's whole answer. */
  readonly tokenAnswer: unknown;
  readonly tokenURL: string;
  /** What the browser brought back from the provider's page besides the code, as JSON text. */
  readonly broughtBack: string;
  /** Another address beside the user's, asked with the same token; null where that is refused. */
  also(path: string): Promise<unknown>;
}

/** @throws Failure for an account that the provider itself does not let in any more. */
export function closedAccount(displayName: string): never {
  throw new Failure("invalid", "Failed to fetch OAuth2 user.", {
    hint: `The ${displayName} account is not active.`,
  });
}

/** A coloured square with a letter: enough to tell buttons apart, and nobody's trademark. */
export function letterLogo(letter: string, color: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${color}"/><text x="16" y="22" text-anchor="middle" font-family="system-ui,sans-serif" font-size="17" font-weight="700" fill="#fff">${letter}</text></svg>`;
}
