import { textAt } from "../../../lib/foreign-json.ts";
import { letterLogo, type Provider } from "./provider.ts";

/** Facebook answers only addresses that were confirmed. */
export const facebook: Provider = {
  name: "facebook",
  displayName: "Facebook",
  logo: letterLogo("f", "#0866ff"),
  authURL: "https://www.facebook.com/v23.0/dialog/oauth",
  tokenURL: "https://graph.facebook.com/v23.0/oauth/access_token",
  userInfoURL: "https://graph.facebook.com/v23.0/me?fields=id,name,email,picture.type(large)",
  scopes: ["email"],
  pkce: true,
  secretIn: "body",
  readUser: (answer) => ({
    id: textAt(answer, "id"),
    name: textAt(answer, "name"),
    username: "",
    email: textAt(answer, "email"),
    avatarURL: textAt(answer, "picture", "data", "url"),
  }),
};
