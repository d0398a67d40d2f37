import { listAt, textAt } from "../../../lib/foreign-json.ts";
import { letterLogo, type Provider } from "./provider.ts";

export const gitee: Provider = {
  name: "gitee",
  displayName: "Gitee",
  logo: letterLogo("G", "#c71d23"),
  authURL: "https://gitee.com/oauth/authorize",
  tokenURL: "https://gitee.com/oauth/token",
  userInfoURL: "https://gitee.com/api/v5/user",
  scopes: ["user_info", "emails"],
  pkce: true,
  secretIn: "body",
  async readUser(answer, { also }) {
    const emails = listAt(await also("emails"));
    const primary = emails.find(
      (email) =>
        textAt(email, "state") === "confirmed" && listAt(email, "scope").includes("primary"),
    );
    return {
      id: textAt(answer, "id"),
      name: textAt(answer, "name"),
      username: textAt(answer, "login"),
      email: textAt(primary, "email"),
      avatarURL: textAt(answer, "avatar_url"),
    };
  },
};
