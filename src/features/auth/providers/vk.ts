import { textAt } from "../../../lib/foreign-json.ts";
import { letterLogo, type Provider } from "./provider.ts";

/** The address comes along with the token. */
export const vk: Provider = {
  name: "vk",
  displayName: "VK",
  logo: letterLogo("V", "#0077ff"),
  authURL: "https://oauth.vk.com/authorize",
  tokenURL: "https://oauth.vk.com/access_token",
  userInfoURL: "https://api.vk.com/method/users.get?fields=photo_max,screen_name&v=5.199",
  scopes: ["email"],
  pkce: false,
  secretIn: "body",
  readUser(answer, { tokenAnswer }) {
    const names = ["first_name", "last_name"].map((key) => textAt(answer, "response", 0, key));
    return {
      id: textAt(answer, "response", 0, "id"),
      name: names.join(" ").trim(),
      username: textAt(answer, "response", 0, "screen_name"),
      email: textAt(tokenAnswer, "email"),
      avatarURL: textAt(answer, "response", 0, "photo_max"),
    };
  },
};
