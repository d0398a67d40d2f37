import { Type } from "@sinclair/typebox";
import { Failure } from "../../kernel/failure.ts";
import { operation } from "../../kernel/operation.ts";

/** What a link to a protected file carries: it lives for minutes and opens nothing else. */
export const createFileToken = operation({
  name: "files.createToken",
  summary: "Get a token for links to protected files.",
  access: "public",
  effect: "read",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ token: Type.String() }),
  http: "POST /files/token",

  async run({ caller, services }) {
    if (caller.token) {
      // The file token would not know the token's limits.
      throw new Failure("forbidden", "A token cannot be exchanged for a file token.", {
        hint: "Send it as Authorization: Bearer … with the file's address instead.",
      });
    }
    const token = await services.identity.signFileToken(caller);
    if (token !== null) return { token };
    throw new Failure("unauthenticated", "The request requires valid record authorization token.", {
      hint: "Sign in first: POST /api/v1/collections/users/auth-with-password.",
    });
  },
});
