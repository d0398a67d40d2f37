import type { Problem } from "../../../kernel/failure.ts";
import { nearest } from "../../../lib/nearest.ts";
import type { OAuth2Provider } from "../../collections/auth-options.ts";
import { allProviders, findProvider } from "../providers/all-providers.ts";
import { settingsOf } from "./provider-settings.ts";

/** What those who know providers have to say of one that a collection is to use. */
export function checkProvider(options: OAuth2Provider): Record<string, Problem> {
  const { name } = options;
  const provider = findProvider(name);
  if (!provider) {
    const names = allProviders.map((each) => each.name);
    const near = nearest(name, names);
    const help = near ? `Did you mean ${near}?` : `There are ${names.join(", ")}.`;
    const message = `There is no provider ${name}. ${help}`;
    return { name: { code: "validation_missing_provider", message, params: { name } } };
  }
  const { authURL, tokenURL, userInfoURL, jwksURL } = settingsOf(provider, options);
  return {
    ...(authURL === "" && { authURL: ownAddress }),
    ...(tokenURL === "" && { tokenURL: ownAddress }),
    ...(userInfoURL === "" && jwksURL === "" && { userInfoURL: noUser }),
  };
}

const ownAddress: Problem = {
  code: "validation_required",
  message: "Every installation has its own: it must be given.",
};

const noUser: Problem = {
  code: "validation_required",
  message: "Give the userInfoURL, or extra.jwksURL to read the user from the ID token.",
};
