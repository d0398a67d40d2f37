import { textAt } from "../../../lib/foreign-json.ts";
import { letterLogo, type Provider } from "./provider.ts";

/** Twitch answers only addresses that were verified. */
export const twitch: Provider = {
  name: "twitch",
  displayName: "Twitch",
  logo: letterLogo("T", "#9146ff"),
  authURL: "https://id.twitch.tv/oauth2/authorize",
  tokenURL: "https://id.twitch.tv/oauth2/token",
  userInfoURL: "https://api.twitch.tv/helix/users",
  scopes: ["user:read:email"],
  pkce: true,
  secretIn: "body",
  userRequest: (clientId) => ({ headers: { "client-id": clientId } }),
  readUser: (answer) => ({
    id: textAt(answer, "data", 0, "id"),
    name: textAt(answer, "data", 0, "display_name"),
    username: textAt(answer, "data", 0, "login"),
    email: textAt(answer, "data", 0, "email"),
    avatarURL: textAt(answer, "data", 0, "profile_image_url"),
  }),
};
