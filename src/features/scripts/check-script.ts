import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";

/** For editors, while it is being written. */
export const checkScript = operation({
  name: "scripts.check",
  summary: "Tell whether a script can be read, and where not; nothing of it is run.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "read",
  input: Type.Object(
    { source: Type.String({ maxLength: 100_000 }) },
    { additionalProperties: false },
  ),
  output: Type.Object({
    flaw: Type.Union([
      Type.Null(),
      Type.Object({
        message: Type.String(),
        line: Type.Integer({ description: "From 1, like the column." }),
        column: Type.Integer(),
      }),
    ]),
  }),
  http: "POST /scripts/check",

  run: async ({ services }, { source }) => ({ flaw: await services.scriptRunner.flaw(source) }),
});
