import { textAt, yesAt } from "../../../lib/foreign-json.ts";
import { letterLogo, type Provider } from "./provider.ts";

export const yandex: Provider = {
  name: "yandex",
  displayName: "Yandex",
  logo: letterLogo("Y", "#fc3f1d"),
  authURL: "https://oauth.yandex.com/authorize",
  tokenURL: "https://oauth.yandex.com/token",
  userInfoURL: "https://login.yandex.ru/info",
  scopes: ["login:email", "login:avatar", "login:info"],
  pkce: true,
  secretIn: "body",
  readUser: (answer) => ({
    id: textAt(answer, "id"),
    name: textAt(answer, "real_name"),
    username: textAt(answer, "login"),
    email: textAt(answer, "default_email"),
    avatarURL: yesAt(answer, "is_avatar_empty")
      ? ""
      : `https://avatars.yandex.net/get-yapic/${textAt(answer, "default_avatar_id")}/islands-200`,
  }),
};
