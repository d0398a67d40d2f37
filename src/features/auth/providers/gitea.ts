import { listAt, textAt, yesAt } from "../../../lib/foreign-json.ts";
import { closedAccount, letterLogo, type Provider } from "./provider.ts";

export const gitea: Provider = {
  name: "gitea",
  displayName: "Gitea/Forgejo",
  logo: letterLogo("G", "#609926"),
  authURL: "https://gitea.com/login/oauth/authorize",
  tokenURL: "https://gitea.com/login/oauth/access_token",
  userInfoURL: "https://gitea.com/api/v1/user",
  scopes: ["read:user", "user:email"],
  pkce: true,
  secretIn: "header",
  async readUser(answer, { also }) {
    if (!yesAt(answer, "active")) closedAccount("Gitea");
    const emails = listAt(await also("user/emails"));
    const primary = emails.find((email) => yesAt(email, "primary") && yesAt(email, "verified"));
    return {
      id: textAt(answer, "id"),
      name: textAt(answer, "full_name"),
      username: textAt(answer, "login"),
      email: textAt(primary, "email"),
      avatarURL: textAt(answer, "avatar_url"),
    };
  },
};
