import { textAt } from "../../../lib/foreign-json.ts";
import { letterLogo, type Provider } from "./provider.ts";

export const twitter: Provider = {
  name: "twitter",
  displayName: "X/Twitter",
  logo: letterLogo("X", "#0f1419"),
  authURL: "https://x.com/i/oauth2/authorize",
  tokenURL: "https://api.x.com/2/oauth2/token",
  userInfoURL: "https://api.x.com/2/users/me?user.fields=profile_image_url,confirmed_email",
  scopes: ["users.read", "users.email", "tweet.read"],
  pkce: true,
  secretIn: "header",
  readUser: (answer) => ({
    id: textAt(answer, "data", "id"),
    name: textAt(answer, "data", "name"),
    username: textAt(answer, "data", "username"),
    email: textAt(answer, "data", "confirmed_email"),
    avatarURL: textAt(answer, "data", "profile_image_url"),
  }),
};
