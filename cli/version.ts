import { defineCommand } from "citty";
import { version } from "../package.json";
import { directoryArguments, jsonArgument } from "./arguments.ts";

export const printVersion = defineCommand({
  meta: { name: "version", description: "Print the version" },
  args: { ...directoryArguments, ...jsonArgument },
  run({ args }) {
    const answer = { version, bun: Bun.version, platform: `${process.platform}-${process.arch}` };
    console.log(
      args.json
        ? JSON.stringify(answer)
        : `vaultbase ${version} (Bun ${answer.bun}, ${answer.platform})`,
    );
  },
});
