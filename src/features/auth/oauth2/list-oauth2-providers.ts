import { Type } from "@sinclair/typebox";
import { operation } from "../../../kernel/operation.ts";
import { allProviders } from "../providers/all-providers.ts";

/** The providers that a collection's `oauth2.providers` may name. */
export const listOAuth2Providers = operation({
  name: "oauth2.providers",
  summary: "List the OAuth2 providers that auth collections can use.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "read",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({
    items: Type.Array(
      Type.Object({ name: Type.String(), displayName: Type.String(), logo: Type.String() }),
    ),
  }),
  http: "GET /collections/meta/oauth2-providers",
  httpAnswer: "items",
  command: { positional: [] },

  async run() {
    const items = allProviders.map(({ name, displayName, logo }) => ({ name, displayName, logo }));
    return { items };
  },
});
