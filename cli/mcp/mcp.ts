import { resolve, type Command } from "../find-command.ts";
import { operationGroups } from "../operation-commands.ts";
import { serveMcp } from "./serve-mcp.ts";

/** Without a further word, it serves. */
export const mcp: Command = {
  ...serveMcp,
  subCommands: {
    ...(await resolve(operationGroups().mcp?.subCommands)),
    install: async () => (await import("./install.ts")).install,
    uninstall: async () => (await import("./uninstall.ts")).uninstall,
  },
};
