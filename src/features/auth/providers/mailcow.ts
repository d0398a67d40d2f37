import { textAt } from "../../../lib/foreign-json.ts";
import { closedAccount, letterLogo, type Provider } from "./provider.ts";

/** Every installation has its own addresses: /oauth/authorize, /oauth/token, /oauth/profile. */
export const mailcow: Provider = {
  name: "mailcow",
  displayName: "mailcow",
  logo: letterLogo("m", "#f6c500"),
  authURL: "",
  tokenURL: "",
  userInfoURL: "",
  scopes: ["profile"],
  pkce: true,
  secretIn: "header",
  readUser(answer) {
    // PHP answers a number here.
    if (textAt(answer, "active") !== "1") closedAccount("mailcow");
    const username = textAt(answer, "username");
    return {
      id: textAt(answer, "id"),
      name: textAt(answer, "full_name"),
      username: username.replace(/@.*/, ""),
      email: textAt(answer, "email"),
      avatarURL: "",
    };
  },
};
