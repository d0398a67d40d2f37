import { textAt, yesAt } from "../../../lib/foreign-json.ts";
import { letterLogo, type Provider } from "./provider.ts";

export const google: Provider = {
  name: "google",
  displayName: "Google",
  logo: letterLogo("G", "#4285f4"),
  authURL: "https://accounts.google.com/o/oauth2/v2/auth",
  tokenURL: "https://oauth2.googleapis.com/token",
  userInfoURL: "https://openidconnect.googleapis.com/v1/userinfo",
  scopes: ["openid", "profile", "email"],
  pkce: true,
  secretIn: "body",
  readUser: (answer) => ({
    id: textAt(answer, "sub"),
    name: textAt(answer, "name"),
    username: "",
    email: yesAt(answer, "email_verified") ? textAt(answer, "email") : "",
    avatarURL: textAt(answer, "picture"),
  }),
};
