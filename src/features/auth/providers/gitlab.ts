import { textAt } from "../../../lib/foreign-json.ts";
import { letterLogo, type Provider } from "./provider.ts";

export const gitlab: Provider = {
  name: "gitlab",
  displayName: "GitLab",
  logo: letterLogo("G", "#fc6d26"),
  authURL: "https://gitlab.com/oauth/authorize",
  tokenURL: "https://gitlab.com/oauth/token",
  userInfoURL: "https://gitlab.com/api/v4/user",
  scopes: ["read_user"],
  pkce: true,
  secretIn: "body",
  readUser: (answer) => ({
    id: textAt(answer, "id"),
    name: textAt(answer, "name"),
    username: textAt(answer, "username"),
    email: textAt(answer, "confirmed_at") === "" ? "" : textAt(answer, "email"),
    avatarURL: textAt(answer, "avatar_url"),
  }),
};
