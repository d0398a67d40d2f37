import { Type } from "@sinclair/typebox";
import { choice } from "../../kernel/choice.ts";
import { identities } from "./script.ts";

/** What all scripts answer; each kind adds its own. */
export const scriptOutput = {
  id: Type.String(),
  name: Type.String(),
  enabled: Type.Boolean(),
  source: Type.String({ description: "For those who may write scripts." }),
  as: choice(identities, "Whose rights records.* has."),
  timeoutMs: Type.Number({ description: "All the time of one run." }),
  help: Type.String({ description: "What it is for." }),
  created: Type.String(),
  updated: Type.String(),
};
