import { at, textAt } from "../../../lib/foreign-json.ts";
import { letterLogo, type Provider } from "./provider.ts";

export const notion: Provider = {
  name: "notion",
  displayName: "Notion",
  logo: letterLogo("N", "#191919"),
  authURL: "https://api.notion.com/v1/oauth/authorize",
  tokenURL: "https://api.notion.com/v1/oauth/token",
  userInfoURL: "https://api.notion.com/v1/users/me",
  scopes: [],
  pkce: true,
  secretIn: "header",
  authParameters: { owner: "user" },
  userRequest: () => ({ headers: { "notion-version": "2022-06-28" } }),
  readUser(answer) {
    // The token is a bot's; the person is the one who owns it.
    const user = at(answer, "bot", "owner", "user");
    return {
      id: textAt(user, "id"),
      name: textAt(user, "name"),
      username: "",
      email: textAt(user, "person", "email"),
      avatarURL: textAt(user, "avatar_url"),
    };
  },
};
