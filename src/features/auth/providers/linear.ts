import { at, textAt, yesAt } from "../../../lib/foreign-json.ts";
import { closedAccount, letterLogo, type Provider } from "./provider.ts";

export const linear: Provider = {
  name: "linear",
  displayName: "Linear",
  logo: letterLogo("L", "#5e6ad2"),
  authURL: "https://linear.app/oauth/authorize",
  tokenURL: "https://api.linear.app/oauth/token",
  userInfoURL: "https://api.linear.app/graphql",
  scopes: ["read"],
  pkce: false,
  secretIn: "body",
  userRequest: () => ({
    body: JSON.stringify({ query: "{ viewer { id name displayName email avatarUrl active } }" }),
  }),
  readUser(answer) {
    const viewer = at(answer, "data", "viewer");
    if (!yesAt(viewer, "active")) closedAccount("Linear");
    return {
      id: textAt(viewer, "id"),
      name: textAt(viewer, "name"),
      username: textAt(viewer, "displayName"),
      email: textAt(viewer, "email"),
      avatarURL: textAt(viewer, "avatarUrl"),
    };
  },
};
