import { version } from "../package.json";
import type { Command } from "./find-command.ts";
import { operationGroups } from "./operation-commands.ts";

/** All commands. What a command needs is loaded when it is the one that runs. */
export const rootCommand: Command = {
  meta: {
    name: "vaultbase",
    version,
    description: "A backend in one executable for people and AI agents",
  },
  examples: [
    "vaultbase serve",
    "vaultbase superuser create me@example.com",
    "vaultbase token mint --name claude --scope mcp:read,mcp:write",
    "vaultbase import movies.json --collection movies",
    `vaultbase records list movies --filter 'year > 1990' --sort=-year`,
  ],
  subCommands: {
    serve: async () => (await import("./serve.ts")).serve,
    token: async () => (await import("./token.ts")).token,
    clientkeys: async () => (await import("./token.ts")).clientKeys,
    superuser: async () => (await import("./superuser.ts")).superuser,
    encryption: async () => (await import("./encryption.ts")).encryption,
    backup: async () => (await import("./backup.ts")).backup,
    import: async () => (await import("./import-file.ts")).importFile,
    export: async () => (await import("./export-collection.ts")).exportCollection,
    types: async () => (await import("./write-types.ts")).writeTypes,
    openapi: async () => (await import("./openapi.ts")).openApi,
    version: async () => (await import("./version.ts")).printVersion,
    ...operationGroups(),
    sql: async () => (await import("./sql.ts")).sql,
    // These have their group's operations, and more.
    logs: async () => (await import("./follow.ts")).followedLogs,
    audit: async () => (await import("./follow.ts")).followedAudit,
    mcp: async () => (await import("./mcp/mcp.ts")).mcp,
    settings: async () => (await import("./settings.ts")).settings,
  },
};
