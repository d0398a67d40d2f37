import { textAt } from "../../../lib/foreign-json.ts";
import { readClaims } from "./oidc.ts";
import { letterLogo, type Provider } from "./provider.ts";

/**
 * The user stands in the ID token, except for the name: that comes once, at the first consent, with
 * the form that Apple has the browser post back.
 */
export const apple: Provider = {
  name: "apple",
  displayName: "Apple",
  logo: letterLogo("A", "#000000"),
  authURL: "https://appleid.apple.com/auth/authorize",
  tokenURL: "https://appleid.apple.com/auth/token",
  userInfoURL: "",
  scopes: ["name", "email"],
  pkce: true,
  secretIn: "body",
  // Apple demands it as soon as any scope is asked for.
  authParameters: { response_mode: "form_post" },
  idToken: {
    jwksURL: "https://appleid.apple.com/auth/keys",
    issuers: ["https://appleid.apple.com"],
  },
  readUser: (claims, { broughtBack }) => ({ ...readClaims(claims), name: nameIn(broughtBack) }),
};

/** `{"name":{"firstName":"Ana","lastName":"Doe"},"email":"…"}` */
function nameIn(broughtBack: string): string {
  try {
    const user: unknown = JSON.parse(broughtBack || "{}");
    return ["firstName", "lastName"]
      .map((key) => textAt(user, "name", key))
      .join(" ")
      .trim();
  } catch {
    return ""; // a form made up by somebody else than Apple: an account without a name
  }
}
