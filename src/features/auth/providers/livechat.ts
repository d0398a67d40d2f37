import { textAt, yesAt } from "../../../lib/foreign-json.ts";
import { letterLogo, type Provider } from "./provider.ts";

export const livechat: Provider = {
  name: "livechat",
  displayName: "LiveChat",
  logo: letterLogo("L", "#ff5100"),
  authURL: "https://accounts.livechat.com/",
  tokenURL: "https://accounts.livechat.com/token",
  userInfoURL: "https://accounts.livechat.com/v2/accounts/me",
  scopes: [],
  pkce: true,
  secretIn: "body",
  readUser: (answer) => ({
    id: textAt(answer, "account_id"),
    name: textAt(answer, "name"),
    username: "",
    email: yesAt(answer, "email_verified") ? textAt(answer, "email") : "",
    avatarURL: textAt(answer, "avatar_url"),
  }),
};
