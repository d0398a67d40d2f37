import { listAt, textAt, yesAt } from "../../../lib/foreign-json.ts";
import { closedAccount, letterLogo, type Provider } from "./provider.ts";

export const bitbucket: Provider = {
  name: "bitbucket",
  displayName: "Bitbucket",
  logo: letterLogo("B", "#0052cc"),
  authURL: "https://bitbucket.org/site/oauth2/authorize",
  tokenURL: "https://bitbucket.org/site/oauth2/access_token",
  userInfoURL: "https://api.bitbucket.org/2.0/user",
  scopes: ["account"],
  pkce: false,
  secretIn: "header",
  async readUser(answer, { also }) {
    if (textAt(answer, "account_status") !== "active") closedAccount("Bitbucket");
    const emails = listAt(await also("user/emails"), "values");
    const primary = emails.find(
      (email) => yesAt(email, "is_primary") && yesAt(email, "is_confirmed"),
    );
    return {
      id: textAt(answer, "uuid"),
      name: textAt(answer, "display_name"),
      username: textAt(answer, "username"),
      email: textAt(primary, "email"),
      avatarURL: textAt(answer, "links", "avatar", "href"),
    };
  },
};
