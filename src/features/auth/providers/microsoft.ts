import { textAt } from "../../../lib/foreign-json.ts";
import { letterLogo, type Provider } from "./provider.ts";

export const microsoft: Provider = {
  name: "microsoft",
  displayName: "Microsoft",
  logo: letterLogo("M", "#2f2f2f"),
  authURL: "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
  tokenURL: "https://login.microsoftonline.com/common/oauth2/v2.0/token",
  userInfoURL: "https://graph.microsoft.com/v1.0/me",
  scopes: ["User.Read"],
  pkce: true,
  secretIn: "body",
  readUser: (answer, { tokenURL }) => ({
    id: textAt(answer, "id"),
    name: textAt(answer, "displayName"),
    username: "",
    email: manyTenants.test(tokenURL) ? "" : textAt(answer, "mail"),
    avatarURL: "",
  }),
};

/**
 * Where every tenant may sign in, so may one whose administrator writes other people's addresses
 * into `mail`. An address counts where the tenant is chosen by the superuser's tokenURL.
 */
const manyTenants = /^https:\/\/login\.microsoftonline\.com\/(?:common|organizations)\//i;
