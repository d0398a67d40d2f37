import { at, textAt, yesAt } from "../../../lib/foreign-json.ts";
import { letterLogo, type Provider } from "./provider.ts";

export const patreon: Provider = {
  name: "patreon",
  displayName: "Patreon",
  logo: letterLogo("P", "#ff424d"),
  authURL: "https://www.patreon.com/oauth2/authorize",
  tokenURL: "https://www.patreon.com/api/oauth2/token",
  userInfoURL:
    "https://www.patreon.com/api/oauth2/v2/identity?fields%5Buser%5D=full_name,email,vanity,image_url,is_email_verified",
  scopes: ["identity", "identity[email]"],
  pkce: true,
  secretIn: "body",
  readUser(answer) {
    const user = at(answer, "data", "attributes");
    return {
      id: textAt(answer, "data", "id"),
      name: textAt(user, "full_name"),
      username: textAt(user, "vanity"),
      email: yesAt(user, "is_email_verified") ? textAt(user, "email") : "",
      avatarURL: textAt(user, "image_url"),
    };
  },
};
