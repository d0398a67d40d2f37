import { at, textAt, yesAt } from "../../../lib/foreign-json.ts";
import { letterLogo, type Provider } from "./provider.ts";

export const kakao: Provider = {
  name: "kakao",
  displayName: "Kakao",
  logo: letterLogo("K", "#3c1e1e"),
  authURL: "https://kauth.kakao.com/oauth/authorize",
  tokenURL: "https://kauth.kakao.com/oauth/token",
  userInfoURL: "https://kapi.kakao.com/v2/user/me",
  scopes: ["account_email", "profile_nickname", "profile_image"],
  pkce: true,
  secretIn: "body",
  readUser(answer) {
    const account = at(answer, "kakao_account");
    const isTheirs = yesAt(account, "is_email_valid") && yesAt(account, "is_email_verified");
    const nickname = textAt(answer, "properties", "nickname");
    return {
      id: textAt(answer, "id"),
      name: nickname,
      username: nickname,
      email: isTheirs ? textAt(account, "email") : "",
      avatarURL: textAt(answer, "properties", "profile_image"),
    };
  },
};
