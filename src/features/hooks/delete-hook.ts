import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { scriptsOf } from "../scripts/live-scripts.ts";
import { dropScript, existingInput, findScript } from "../scripts/save-script.ts";

export const deleteHook = operation({
  name: "hooks.delete",
  summary: "Delete a hook.",
  access: "superuser",
  scope: "mcp:admin",
  effect: "destroy",
  reach: "everything",
  input: Type.Object({ hook: existingInput }, { additionalProperties: false }),
  output: Type.Object({}),
  http: "DELETE /hooks/:hook",
  tool: { name: "delete_hook", title: "Delete hook" },
  command: { positional: ["hook"], example: "vaultbase hooks delete slug" },

  run: (context, input) =>
    context.storage.write(async (writer) => {
      const hook = findScript(await scriptsOf(writer, "hook"), input.hook, "hook");
      await dropScript(context, writer, hook);
      return {};
    }),
});
