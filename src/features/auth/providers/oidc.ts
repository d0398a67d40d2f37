import { at, textAt } from "../../../lib/foreign-json.ts";
import { letterLogo, type Provider, type RemoteUser } from "./provider.ts";

/**
 * Any server that speaks OpenID Connect; its addresses are the superuser's to give. Without a
 * userInfoURL the user is read from the ID token, checked against `extra.jwksURL` and `extra.issuers`.
 */
export const oidc: Provider = {
  name: "oidc",
  displayName: "OIDC",
  logo: letterLogo("O", "#f78c40"),
  authURL: "",
  tokenURL: "",
  userInfoURL: "",
  scopes: ["openid", "email", "profile"],
  pkce: true,
  secretIn: "header",
  readUser: readClaims,
};

/** A second and a third one for the same collection. */
export const oidc2: Provider = { ...oidc, name: "oidc2" };
export const oidc3: Provider = { ...oidc, name: "oidc3" };

/** The standard claims (OpenID Connect Core 1.0, 5.1). */
export function readClaims(claims: unknown): RemoteUser {
  return {
    id: textAt(claims, "sub"),
    name: textAt(claims, "name"),
    username: textAt(claims, "preferred_username"),
    email: isVerified(claims) ? textAt(claims, "email") : "",
    avatarURL: textAt(claims, "picture"),
  };
}

/** Some servers, AWS Cognito and Apple among them, answer a text. */
function isVerified(claims: unknown): boolean {
  const said = at(claims, "email_verified");
  return said === true || said === "true";
}
