import { textAt } from "../../../lib/foreign-json.ts";
import { closedAccount, letterLogo, type Provider } from "./provider.ts";

export const box: Provider = {
  name: "box",
  displayName: "Box",
  logo: letterLogo("B", "#0061d5"),
  authURL: "https://account.box.com/api/oauth2/authorize",
  tokenURL: "https://api.box.com/oauth2/token",
  userInfoURL: "https://api.box.com/2.0/users/me",
  scopes: ["root_readonly"],
  pkce: true,
  secretIn: "body",
  readUser(answer) {
    if (textAt(answer, "status") !== "active") closedAccount("Box");
    return {
      id: textAt(answer, "id"),
      name: textAt(answer, "name"),
      username: "",
      email: textAt(answer, "login"),
      avatarURL: textAt(answer, "avatar_url"),
    };
  },
};
