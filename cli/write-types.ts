import { defineCommand } from "citty";
import { targetArguments } from "./arguments.ts";
import { withTarget } from "./choose-caller.ts";
import type { Command } from "./find-command.ts";
import { outputArgument, writeAll } from "./write-output.ts";

export const writeTypes: Command = {
  ...defineCommand({
    meta: {
      name: "types",
      description: "Write TypeScript types for records and PocketBase's client",
    },
    args: { ...outputArgument, ...targetArguments },
    async run({ args }) {
      const { text } = await withTarget(args, ({ call }) => call("types.typescript", {}));
      await writeAll([String(text)], args.output);
    },
  }),
  examples: [
    "vaultbase types --output src/vaultbase.ts",
    "vaultbase types --url http://127.0.0.1:8091 --token vbat_… > vaultbase.ts",
  ],
};
