import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { nameInput, scriptInput } from "../scripts/save-script.ts";
import { hookInput } from "./hook-input.ts";
import { savedHook } from "./hook-output.ts";
import { saveHook } from "./save-hook.ts";

/** Reads the source, saves it, and tries it on the latest record without keeping anything. */
export const createHook = operation({
  name: "hooks.create",
  summary:
    "Create a hook: JavaScript that runs before or after records are written or people sign in.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "write",
  reach: "everything",
  input: Type.Object(
    { name: nameInput, ...hookInput, ...scriptInput },
    { additionalProperties: false },
  ),
  output: savedHook,
  http: "POST /hooks",
  tool: {
    name: "create_hook",
    title: "Create hook",
    records: true,
    guidance:
      "In it: event {record, original, auth, collection, request}, records.list/get/create/update/delete, fetch, mail.send, flags.evaluate, log, Refusal. Await every call. script_types has the declarations; the answer's trial tells how it ran on sample data.",
  },
  command: {
    positional: ["name"],
    example: `vaultbase hooks create slug --collection posts --event beforeCreate --source 'event.record.slug = event.record.title.toLowerCase()'`,
  },

  run: (context, input) => saveHook(context, null, input),
});
