import { at, textAt, yesAt } from "../../../lib/foreign-json.ts";
import { closedAccount, letterLogo, type Provider } from "./provider.ts";

export const monday: Provider = {
  name: "monday",
  displayName: "monday.com",
  logo: letterLogo("m", "#f62b54"),
  authURL: "https://auth.monday.com/oauth2/authorize",
  tokenURL: "https://auth.monday.com/oauth2/token",
  userInfoURL: "https://api.monday.com/v2",
  scopes: ["me:read"],
  pkce: true,
  secretIn: "body",
  userRequest: () => ({
    body: JSON.stringify({ query: "{ me { id name email photo_small enabled is_verified } }" }),
  }),
  readUser(answer) {
    const me = at(answer, "data", "me");
    if (!yesAt(me, "enabled")) closedAccount("monday.com");
    return {
      id: textAt(me, "id"),
      name: textAt(me, "name"),
      username: "",
      email: yesAt(me, "is_verified") ? textAt(me, "email") : "",
      avatarURL: textAt(me, "photo_small"),
    };
  },
};
