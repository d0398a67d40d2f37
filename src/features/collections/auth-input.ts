import { type TProperties, Type } from "@sinclair/typebox";

/** Any part of an object may be left out: it then stays as it is. */
const part = <P extends TProperties>(properties: P) =>
  Type.Optional(Type.Partial(Type.Object(properties), { additionalProperties: false }));

/** Taken everywhere, but not spelled out where every word costs: tools leave it out of their lists. */
const rarely = <P extends TProperties>(properties: P, description: string) =>
  Type.Optional(
    Type.Partial(Type.Object(properties), {
      additionalProperties: false,
      description,
      unlisted: true,
    }),
  );

const mailTemplate = { subject: Type.String(), body: Type.String() };

const tokenOptions = {
  duration: Type.Integer({ description: "Seconds." }),
  secret: Type.String({ description: "A new one ends all tokens of this kind." }),
};

const provider = Type.Object(
  {
    name: Type.String(),
    clientId: Type.Optional(Type.String()),
    clientSecret: Type.Optional(Type.String({ description: "Written, never read." })),
    authURL: Type.Optional(Type.String()),
    tokenURL: Type.Optional(Type.String()),
    userInfoURL: Type.Optional(Type.String()),
    displayName: Type.Optional(Type.String()),
    pkce: Type.Optional(Type.Union([Type.Boolean(), Type.Null()])),
    extra: Type.Optional(Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()])),
  },
  { additionalProperties: false },
);

const template = (what: string) =>
  rarely(mailTemplate, `The mail that ${what}: subject and HTML body with {TOKEN}.`);

/** What auth collections take besides their rules. */
export const authInput = {
  passwordAuth: part({ enabled: Type.Boolean(), identityFields: Type.Array(Type.String()) }),
  authToken: part(tokenOptions),
  authAlert: rarely(
    { enabled: Type.Boolean(), emailTemplate: Type.Partial(Type.Object(mailTemplate)) },
    "A mail after a sign-in from a new place.",
  ),
  oauth2: rarely(
    {
      enabled: Type.Boolean(),
      mappedFields: Type.Partial(
        Type.Object({
          id: Type.String(),
          name: Type.String(),
          username: Type.String(),
          avatarURL: Type.String(),
        }),
      ),
      providers: Type.Array(provider),
    },
    "Signing in with accounts elsewhere.",
  ),
  mfa: rarely(
    { enabled: Type.Boolean(), duration: Type.Integer(), rule: Type.String() },
    "Two different ways to sign in, for the records that the rule names.",
  ),
  otp: rarely(
    {
      enabled: Type.Boolean(),
      duration: Type.Integer(),
      length: Type.Integer(),
      emailTemplate: Type.Partial(Type.Object(mailTemplate)),
    },
    "One-time passwords by mail; length in digits, duration in seconds.",
  ),
  passwordResetToken: rarely(tokenOptions, "How long a link for a new password is good."),
  emailChangeToken: rarely(tokenOptions, "How long a link that confirms a new address is good."),
  verificationToken: rarely(tokenOptions, "How long a link that confirms an address is good."),
  fileToken: rarely(tokenOptions, "How long a token for protected files is good."),
  verificationTemplate: template("asks to confirm an address"),
  resetPasswordTemplate: template("lets choose a new password"),
  confirmEmailChangeTemplate: template("asks to confirm a new address"),
};
