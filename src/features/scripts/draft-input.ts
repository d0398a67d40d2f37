import { Type } from "@sinclair/typebox";
import { choice } from "../../kernel/choice.ts";
import { existingInput } from "./save-script.ts";
import { hookEvents, identities, routeMethods, scriptKinds } from "./script.ts";

/** A script that is saved, or is not yet, or a saved one with changes. */
export const draftInput = {
  kind: choice(scriptKinds, "What it is."),
  name: Type.Optional({ ...existingInput, description: "A saved one, to try or to try changed." }),
  source: Type.Optional(Type.String({ maxLength: 100_000 })),
  as: Type.Optional(choice(identities, "Whose rights it has.")),
  collection: Type.Optional(Type.String({ description: "A hook's." })),
  event: Type.Optional(choice(hookEvents, "A hook's.")),
  method: Type.Optional(choice(routeMethods, "A route's.")),
  path: Type.Optional(Type.String({ description: "A route's." })),
  timeoutMs: Type.Optional(Type.Integer({ minimum: 10, unlisted: true })),
};
