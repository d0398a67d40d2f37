import { textAt, yesAt } from "../../../lib/foreign-json.ts";
import { letterLogo, type Provider } from "./provider.ts";

export const discord: Provider = {
  name: "discord",
  displayName: "Discord",
  logo: letterLogo("D", "#5865f2"),
  authURL: "https://discord.com/oauth2/authorize",
  tokenURL: "https://discord.com/api/oauth2/token",
  userInfoURL: "https://discord.com/api/users/@me",
  scopes: ["identify", "email"],
  pkce: true,
  secretIn: "body",
  readUser(answer) {
    const [id, avatar] = [textAt(answer, "id"), textAt(answer, "avatar")];
    return {
      id,
      name: textAt(answer, "global_name") || handleOf(answer),
      username: textAt(answer, "username"),
      email: yesAt(answer, "verified") ? textAt(answer, "email") : "",
      avatarURL: avatar === "" ? "" : `https://cdn.discordapp.com/avatars/${id}/${avatar}.png`,
    };
  },
};

/** Accounts that still have a discriminator are shown with it. */
function handleOf(answer: unknown): string {
  const [name, number] = [textAt(answer, "username"), textAt(answer, "discriminator")];
  return number === "" || number === "0" ? name : `${name}#${number}`;
}
