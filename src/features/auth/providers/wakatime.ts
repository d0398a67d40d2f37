import { at, textAt, yesAt } from "../../../lib/foreign-json.ts";
import { letterLogo, type Provider } from "./provider.ts";

export const wakatime: Provider = {
  name: "wakatime",
  displayName: "WakaTime",
  logo: letterLogo("W", "#2b2b2b"),
  authURL: "https://wakatime.com/oauth/authorize",
  tokenURL: "https://wakatime.com/oauth/token",
  userInfoURL: "https://wakatime.com/api/v1/users/current",
  scopes: ["email"],
  pkce: true,
  secretIn: "body",
  readUser(answer) {
    const user = at(answer, "data");
    return {
      id: textAt(user, "id"),
      name: textAt(user, "display_name"),
      username: textAt(user, "username"),
      email: yesAt(user, "is_email_confirmed") ? textAt(user, "email") : "",
      avatarURL: yesAt(user, "photo_public") ? textAt(user, "photo") : "",
    };
  },
};
