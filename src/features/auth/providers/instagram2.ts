import { textAt } from "../../../lib/foreign-json.ts";
import { letterLogo, type Provider } from "./provider.ts";

/** Instagram's own sign-in for professional accounts; the 2 tells it from the one that was shut down. */
export const instagram2: Provider = {
  name: "instagram2",
  displayName: "Instagram",
  logo: letterLogo("I", "#d6249f"),
  authURL: "https://www.instagram.com/oauth/authorize",
  tokenURL: "https://api.instagram.com/oauth/access_token",
  userInfoURL:
    "https://graph.instagram.com/me?fields=user_id,username,name,account_type,profile_picture_url",
  scopes: ["instagram_business_basic"],
  pkce: true,
  secretIn: "body",
  readUser: (answer) => ({
    id: textAt(answer, "user_id"),
    name: textAt(answer, "name"),
    username: textAt(answer, "username"),
    email: "",
    avatarURL: textAt(answer, "profile_picture_url"),
  }),
};
