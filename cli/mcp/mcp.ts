import { resolve, type Command } from "../find-command.ts";
import { operationGroups } from "../operation-commands.ts";
import { serveMcp } from "./serve-mcp.ts";

/** Without a further word, it serves. */
export const mcp: Command = {
  ...serveMcp,
  subCommands: {
    ...(await resolve(operationGroups().mcp?.subCommands)),
    install: async () => (await import("./install.ts")).install,
    bundle: async () => (await import("./bundle.ts")).bundle,
    doctor: async () => (await import("./doctor.ts")).doctor,
    tools: async () => (await import("./list-tools.ts")).listTools,
    call: async () => (await import("./call-tool.ts")).callTool,
    resources: async () => (await import("./list-resources.ts")).listResources,
    read: async () => (await import("./list-resources.ts")).readResource,
    prompts: async () => (await import("./list-prompts.ts")).listPrompts,
    prompt: async () => (await import("./list-prompts.ts")).getPrompt,
    uninstall: async () => (await import("./uninstall.ts")).uninstall,
  },
};
