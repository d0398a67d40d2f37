import { at, textAt } from "../../../lib/foreign-json.ts";
import { closedAccount, letterLogo, type Provider } from "./provider.ts";

export const planningCenter: Provider = {
  name: "planningcenter",
  displayName: "Planning Center",
  logo: letterLogo("P", "#2266f7"),
  authURL: "https://api.planningcenteronline.com/oauth/authorize",
  tokenURL: "https://api.planningcenteronline.com/oauth/token",
  userInfoURL: "https://api.planningcenteronline.com/people/v2/me",
  scopes: ["people"],
  pkce: true,
  secretIn: "body",
  readUser(answer) {
    const person = at(answer, "data", "attributes");
    if (textAt(person, "status") !== "active") closedAccount("Planning Center");
    return {
      id: textAt(answer, "data", "id"),
      name: textAt(person, "name"),
      username: "",
      email: "",
      avatarURL: textAt(person, "avatar"),
    };
  },
};
