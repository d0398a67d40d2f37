import { defineCommand } from "citty";
import { agentClient } from "../../src/features/connecting/agent-clients.ts";
import { yesArgument } from "../arguments.ts";
import { confirm } from "../confirm.ts";
import type { Command } from "../find-command.ts";
import { configArgument, readConfigFile, replaceConfigFile } from "./config-file.ts";
import { clientArgument, nameArgument } from "./install.ts";

export const uninstall: Command = {
  ...defineCommand({
    meta: { name: "uninstall", description: "Take the server out of a client's configuration" },
    args: { ...clientArgument, ...nameArgument, ...configArgument, ...yesArgument },
    async run({ args }) {
      const client = agentClient(args.client);
      const name = args.name ?? "vaultbase";
      const file = await readConfigFile(client, args.config);
      const text = file.document.without(name);
      if (text === file.text) {
        console.log(`There is no server ${name} in ${file.path}.`);
        return;
      }
      confirm(`Take the server ${name} out of ${file.path}?`, args.yes === true);
      const backup = await replaceConfigFile(file, text);
      console.log(`Wrote ${file.path}.`);
      if (backup) console.log(`What was there is in ${backup}.`);
      console.log(
        "Its token is still good: `vaultbase token list` shows it, `token revoke` ends it.",
      );
    },
  }),
  examples: ["vaultbase mcp uninstall cursor"],
};
