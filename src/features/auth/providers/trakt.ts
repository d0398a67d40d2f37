import { textAt } from "../../../lib/foreign-json.ts";
import { letterLogo, type Provider } from "./provider.ts";

export const trakt: Provider = {
  name: "trakt",
  displayName: "Trakt",
  logo: letterLogo("T", "#ed1c24"),
  authURL: "https://trakt.tv/oauth/authorize",
  tokenURL: "https://api.trakt.tv/oauth/token",
  userInfoURL: "https://api.trakt.tv/users/settings",
  scopes: [],
  pkce: true,
  secretIn: "body",
  userRequest: (clientId) => ({
    headers: {
      "content-type": "application/json",
      "trakt-api-key": clientId,
      "trakt-api-version": "2",
    },
  }),
  readUser: (answer) => ({
    id: textAt(answer, "user", "ids", "uuid"),
    name: textAt(answer, "user", "name"),
    username: textAt(answer, "user", "username"),
    email: "",
    avatarURL: textAt(answer, "user", "images", "avatar", "full"),
  }),
};
