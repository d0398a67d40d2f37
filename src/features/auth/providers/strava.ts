import { textAt } from "../../../lib/foreign-json.ts";
import { letterLogo, type Provider } from "./provider.ts";

export const strava: Provider = {
  name: "strava",
  displayName: "Strava",
  logo: letterLogo("S", "#fc4c02"),
  authURL: "https://www.strava.com/oauth/authorize",
  tokenURL: "https://www.strava.com/api/v3/oauth/token",
  userInfoURL: "https://www.strava.com/api/v3/athlete",
  scopes: ["profile:read_all"],
  pkce: true,
  secretIn: "body",
  readUser(answer) {
    const names = [textAt(answer, "firstname"), textAt(answer, "lastname")];
    return {
      id: textAt(answer, "id"),
      name: names.join(" ").trim(),
      username: textAt(answer, "username"),
      email: "",
      avatarURL: textAt(answer, "profile"),
    };
  },
};
