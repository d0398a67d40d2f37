import { listAt, textAt, yesAt } from "../../../lib/foreign-json.ts";
import { letterLogo, type Provider } from "./provider.ts";

export const github: Provider = {
  name: "github",
  displayName: "GitHub",
  logo: letterLogo("G", "#24292f"),
  authURL: "https://github.com/login/oauth/authorize",
  tokenURL: "https://github.com/login/oauth/access_token",
  userInfoURL: "https://api.github.com/user",
  scopes: ["read:user", "user:email"],
  pkce: true,
  secretIn: "body",
  async readUser(answer, { also }) {
    const emails = listAt(await also("user/emails"));
    const primary = emails.find((email) => yesAt(email, "primary") && yesAt(email, "verified"));
    return {
      id: textAt(answer, "id"),
      name: textAt(answer, "name"),
      username: textAt(answer, "login"),
      email: textAt(primary, "email"),
      avatarURL: textAt(answer, "avatar_url"),
    };
  },
};
