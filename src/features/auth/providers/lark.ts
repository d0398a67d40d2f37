import { textAt } from "../../../lib/foreign-json.ts";
import { letterLogo, type Provider } from "./provider.ts";

/** Its addresses are whatever an administrator entered, so none is taken. */
export const lark: Provider = {
  name: "lark",
  displayName: "Lark",
  logo: letterLogo("L", "#3370ff"),
  authURL: "https://accounts.feishu.cn/open-apis/authen/v1/authorize",
  tokenURL: "https://open.feishu.cn/open-apis/authen/v2/oauth/token",
  userInfoURL: "https://open.feishu.cn/open-apis/authen/v1/user_info",
  scopes: [],
  pkce: true,
  secretIn: "body",
  readUser: (answer) => ({
    id: textAt(answer, "data", "union_id"),
    name: textAt(answer, "data", "name"),
    username: "",
    email: "",
    avatarURL: textAt(answer, "data", "avatar_url"),
  }),
};
