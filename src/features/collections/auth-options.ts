import {
  confirmEmailChange,
  newOrigin,
  oneTimePassword,
  resetPassword,
  verify,
} from "./auth-mails.ts";

/** How records of an auth collection sign in, and what they are written. Durations are seconds. */
export interface AuthOptions {
  readonly authRule: string | null;
  readonly manageRule: string | null;
  /** A mail when somebody signs in from where they never did before. */
  readonly authAlert: { readonly enabled: boolean; readonly emailTemplate: MailTemplate };
  readonly oauth2: OAuth2Options;
  readonly passwordAuth: { readonly enabled: boolean; readonly identityFields: readonly string[] };
  /** Two different ways to sign in, for the records that `rule` names ("": all). */
  readonly mfa: { readonly enabled: boolean; readonly duration: number; readonly rule: string };
  readonly otp: {
    readonly enabled: boolean;
    readonly duration: number;
    /** Digits. */
    readonly length: number;
    readonly emailTemplate: MailTemplate;
  };
  readonly authToken: TokenOptions;
  readonly passwordResetToken: TokenOptions;
  readonly emailChangeToken: TokenOptions;
  readonly verificationToken: TokenOptions;
  readonly fileToken: TokenOptions;
  readonly verificationTemplate: MailTemplate;
  readonly resetPasswordTemplate: MailTemplate;
  readonly confirmEmailChangeTemplate: MailTemplate;
}

/** The secret is one half of the key its tokens are signed with: a new one ends them all. */
export interface TokenOptions {
  readonly duration: number;
  readonly secret: string;
}

/** Texts with placeholders such as `{APP_NAME}` and `{TOKEN}`; the body is HTML. */
export interface MailTemplate {
  readonly subject: string;
  readonly body: string;
}

export interface OAuth2Options {
  readonly enabled: boolean;
  /** Which field of a new record takes what the provider tells of the account; "": none. */
  readonly mappedFields: {
    readonly id: string;
    readonly name: string;
    readonly username: string;
    readonly avatarURL: string;
  };
  readonly providers: readonly OAuth2Provider[];
}

export interface OAuth2Provider {
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** These four stand in for what is known of the provider by its name; "": as known. */
  readonly authURL: string;
  readonly tokenURL: string;
  readonly userInfoURL: string;
  readonly displayName: string;
  /** Null: as is usual for the provider. */
  readonly pkce: boolean | null;
  /** What only some providers need. */
  readonly extra: Readonly<Record<string, unknown>>;
}

export const tokenKinds = [
  "authToken",
  "passwordResetToken",
  "emailChangeToken",
  "verificationToken",
  "fileToken",
] as const;
export type TokenKind = (typeof tokenKinds)[number];

export const templateKinds = [
  "verificationTemplate",
  "resetPasswordTemplate",
  "confirmEmailChangeTemplate",
] as const;

const minute = 60;
const day = 24 * 60 * minute;

/** What a new auth collection starts with: PocketBase's durations, secrets of its own. */
export function newAuthOptions(secret: () => string): AuthOptions {
  return {
    authRule: "",
    manageRule: null,
    authAlert: { enabled: true, emailTemplate: newOrigin },
    oauth2: {
      enabled: false,
      mappedFields: { id: "", name: "", username: "", avatarURL: "" },
      providers: [],
    },
    passwordAuth: { enabled: true, identityFields: ["email"] },
    mfa: { enabled: false, duration: 10 * minute, rule: "" },
    otp: { enabled: false, duration: 3 * minute, length: 8, emailTemplate: oneTimePassword },
    authToken: { duration: 5 * day, secret: secret() },
    passwordResetToken: { duration: 30 * minute, secret: secret() },
    emailChangeToken: { duration: 30 * minute, secret: secret() },
    verificationToken: { duration: day, secret: secret() },
    fileToken: { duration: 3 * minute, secret: secret() },
    verificationTemplate: verify,
    resetPasswordTemplate: resetPassword,
    confirmEmailChangeTemplate: confirmEmailChange,
  };
}

/** The options without their secrets, which are written and never read. */
export function presentAuth(auth: AuthOptions): Record<string, unknown> {
  const tokens = tokenKinds.map((kind) => [kind, { duration: auth[kind].duration }] as const);
  const providers = auth.oauth2.providers.map(({ clientSecret: _, ...provider }) => provider);
  return { ...auth, ...Object.fromEntries(tokens), oauth2: { ...auth.oauth2, providers } };
}
