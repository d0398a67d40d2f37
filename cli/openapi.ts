import { defineCommand } from "citty";
import { targetArguments } from "./arguments.ts";
import { withTarget } from "./choose-caller.ts";
import type { Command } from "./find-command.ts";
import { outputArgument, writeAll } from "./write-output.ts";

export const openApi: Command = {
  ...defineCommand({
    meta: { name: "openapi", description: "Write the REST API's OpenAPI description" },
    args: { ...outputArgument, ...targetArguments },
    async run({ args }) {
      const document = await withTarget(args, (target) => target.openApi());
      await writeAll([`${JSON.stringify(document, null, 2)}\n`], args.output);
    },
  }),
  examples: [
    "vaultbase openapi --output openapi.json",
    "vaultbase openapi --url http://127.0.0.1:8091 > openapi.json",
  ],
};
