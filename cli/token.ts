import { defineCommand } from "citty";
import { count, jsonArgument, targetArguments, yesArgument } from "./arguments.ts";
import { allValues } from "./check-arguments.ts";
import { withTarget } from "./choose-caller.ts";
import { confirm } from "./confirm.ts";
import type { Command } from "./find-command.ts";
import { printAnswer } from "./print.ts";

const mintArguments = {
  name: { type: "string", description: "What the audit log calls it", required: true },
  scope: {
    type: "string",
    alias: "scopes",
    description: "What it may do; repeat it or separate with commas",
    required: true,
  },
  ttl: {
    type: "string",
    alias: "expires",
    description: "How long it lives, such as 12h or 90d",
    valueHint: "TIME",
  },
  user: {
    type: "string",
    description: "Act as this auth record, under the collections' rules",
    valueHint: "COLLECTION:ID",
  },
  as: {
    type: "string",
    description: "Act for this superuser, and end with their sessions",
    valueHint: "EMAIL",
  },
  "read-only": { type: "boolean", description: "Refuse every write" },
  collections: { type: "string", description: "Confine it to these collections", valueHint: "A,B" },
  tools: { type: "string", description: "Over MCP these tools alone", valueHint: "A,B,list_*" },
  resources: {
    type: "string",
    description: "Over MCP these resources alone",
    valueHint: "URI,URI",
  },
  "rate-limit": {
    type: "string",
    description: "Over MCP so many requests in a minute",
    valueHint: "NUMBER",
  },
  "max-per-page": {
    type: "string",
    description: "Over MCP so many rows in one answer",
    valueHint: "NUMBER",
  },
  toolset: {
    type: "string",
    description: "How its tools are listed",
    valueHint: "auto|collections|compact",
  },
  ...targetArguments,
  ...jsonArgument,
} as const;

const mint: Command = {
  ...defineCommand({
    meta: { name: "mint", description: "Make a token; it is shown once" },
    args: mintArguments,
    async run({ args, rawArgs }) {
      const listed = (name: "collections" | "tools" | "resources") => {
        const values = allValues(rawArgs, mintArguments, name);
        return values.length > 0 && { [name]: values };
      };
      const minted = await withTarget(args, ({ call }) =>
        call("tokens.mint", {
          name: args.name,
          scopes: allValues(rawArgs, mintArguments, "scope"),
          ...(args.ttl !== undefined && { ttl: args.ttl }),
          ...(args.user !== undefined && { user: args.user }),
          ...(args.as !== undefined && { as: args.as }),
          ...(args["read-only"] !== undefined && { readOnly: args["read-only"] }),
          ...listed("collections"),
          ...listed("tools"),
          ...listed("resources"),
          ...(args["rate-limit"] !== undefined && {
            rateLimit: count("rate-limit", args["rate-limit"]),
          }),
          ...(args["max-per-page"] !== undefined && {
            maxPerPage: count("max-per-page", args["max-per-page"]),
          }),
          ...(args.toolset !== undefined && { toolset: args.toolset }),
        }),
      );
      printAnswer(minted, args.json === true);
      if (!args.json) console.error("Keep the token now: it is not shown again.");
    },
  }),
  examples: [
    "vaultbase token mint --name claude --scope mcp:read --scope mcp:write --ttl 90d",
    "vaultbase token mint --name ci --scope admin --json",
    "vaultbase token mint --name anna --scope mcp:read --user users:abc123def456ghi",
  ],
};

const list = defineCommand({
  meta: { name: "list", description: "List tokens; their secrets are not kept" },
  args: { ...targetArguments, ...jsonArgument },
  async run({ args }) {
    await withTarget(args, async ({ call }) =>
      printAnswer(await call("tokens.list", {}), args.json === true),
    );
  },
});

const revoke = defineCommand({
  meta: { name: "revoke", description: "End a token at once" },
  args: {
    id: { type: "positional", description: "The token's id", required: true },
    ...targetArguments,
    ...jsonArgument,
    ...yesArgument,
  },
  async run({ args }) {
    confirm(`Revoke the token ${args.id}?`, args.yes === true);
    await withTarget(args, async ({ call }) =>
      printAnswer(await call("tokens.revoke", { id: args.id }), args.json === true),
    );
  },
});

/** The same under the words of another product's command line. */
export const clientKeys: Command = {
  meta: { name: "clientkeys", description: "The same as token: create, list, revoke" },
  subCommands: { create: mint, list, revoke },
};

export const token: Command = {
  meta: { name: "token", description: "Tokens for agents and scripts" },
  subCommands: { mint, list, revoke },
};
