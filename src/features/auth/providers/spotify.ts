import { textAt } from "../../../lib/foreign-json.ts";
import { letterLogo, type Provider } from "./provider.ts";

/** Its addresses are not verified, so none is taken. */
export const spotify: Provider = {
  name: "spotify",
  displayName: "Spotify",
  logo: letterLogo("S", "#1db954"),
  authURL: "https://accounts.spotify.com/authorize",
  tokenURL: "https://accounts.spotify.com/api/token",
  userInfoURL: "https://api.spotify.com/v1/me",
  scopes: ["user-read-private"],
  pkce: true,
  secretIn: "header",
  readUser: (answer) => ({
    id: textAt(answer, "id"),
    name: textAt(answer, "display_name"),
    username: "",
    email: "",
    avatarURL: textAt(answer, "images", 0, "url"),
  }),
};
