import type { Context } from "../../kernel/context.ts";
import {
  newAuthOptions,
  tokenKinds,
  type AuthOptions,
  type OAuth2Provider,
  type TokenOptions,
} from "./auth-options.ts";
import type { CollectionGiven } from "./collection-input.ts";

/** The options that `given` makes of those before, or of none; what it leaves out stays. */
export function draftAuth(
  context: Context,
  given: CollectionGiven,
  existing: AuthOptions | null,
): AuthOptions {
  const before = existing ?? newAuthOptions(() => context.randomId(50));
  const { authAlert, oauth2, otp } = given;
  const tokens = tokenKinds.map((kind) => [kind, draftToken(before[kind], given[kind])] as const);
  return {
    authRule: ruleOf(given.authRule, before.authRule),
    manageRule: ruleOf(given.manageRule, before.manageRule),
    authAlert: {
      ...before.authAlert,
      ...authAlert,
      emailTemplate: { ...before.authAlert.emailTemplate, ...authAlert?.emailTemplate },
    },
    oauth2: {
      enabled: oauth2?.enabled ?? before.oauth2.enabled,
      mappedFields: { ...before.oauth2.mappedFields, ...oauth2?.mappedFields },
      providers: oauth2?.providers
        ? oauth2.providers.map((each) => draftProvider(each, before.oauth2.providers))
        : before.oauth2.providers,
    },
    passwordAuth: { ...before.passwordAuth, ...given.passwordAuth },
    mfa: { ...before.mfa, ...given.mfa },
    otp: {
      ...before.otp,
      ...otp,
      emailTemplate: { ...before.otp.emailTemplate, ...otp?.emailTemplate },
    },
    ...(Object.fromEntries(tokens) as Record<(typeof tokenKinds)[number], TokenOptions>),
    verificationTemplate: { ...before.verificationTemplate, ...given.verificationTemplate },
    resetPasswordTemplate: { ...before.resetPasswordTemplate, ...given.resetPasswordTemplate },
    confirmEmailChangeTemplate: {
      ...before.confirmEmailChangeTemplate,
      ...given.confirmEmailChangeTemplate,
    },
  };
}

/** Options as an older version of ours kept them, with what has come since. */
export function completeAuth(kept: Partial<AuthOptions>, secret: () => string): AuthOptions {
  return { ...newAuthOptions(secret), ...kept };
}

function ruleOf(given: string | null | undefined, before: string | null): string | null {
  return given === undefined ? before : (given?.trim() ?? null);
}

/** Secrets are write-only: a client that sends back what it read sends none. */
function draftToken(before: TokenOptions, given: Partial<TokenOptions> = {}): TokenOptions {
  return { duration: given.duration ?? before.duration, secret: given.secret || before.secret };
}

type GivenProvider = NonNullable<NonNullable<CollectionGiven["oauth2"]>["providers"]>[number];

/** The list is replaced as a whole; a provider that stays keeps its secret. */
function draftProvider(given: GivenProvider, before: readonly OAuth2Provider[]): OAuth2Provider {
  const kept = before.find(({ name }) => name === given.name);
  return {
    name: given.name,
    clientId: given.clientId ?? "",
    clientSecret: given.clientSecret || (kept?.clientSecret ?? ""),
    authURL: given.authURL ?? "",
    tokenURL: given.tokenURL ?? "",
    userInfoURL: given.userInfoURL ?? "",
    displayName: given.displayName ?? "",
    pkce: given.pkce ?? null,
    extra: given.extra ?? {},
  };
}
