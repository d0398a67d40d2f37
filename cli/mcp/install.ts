import { defineCommand } from "citty";
import type { AgentClient, Reach } from "../../src/features/connecting/agent-client.ts";
import { agentClient, agentClients } from "../../src/features/connecting/agent-clients.ts";
import { guideTo } from "../../src/features/connecting/connect-agent.ts";
import { reachIn } from "../../src/features/connecting/entry-reach.ts";
import { Failure } from "../../src/kernel/failure.ts";
import { directoryArguments, setting, yesArgument } from "../arguments.ts";
import { allValues } from "../check-arguments.ts";
import { confirm } from "../confirm.ts";
import type { Command } from "../find-command.ts";
import { readToolset, toolsetArguments } from "../toolset-arguments.ts";
import { isGood, mintAccess, type AccessWish } from "./agent-access.ts";
import {
  configArgument,
  readConfigFile,
  replaceConfigFile,
  type ConfigFile,
} from "./config-file.ts";
import { byHttp, byProgram, placeOf, type Place } from "./server-place.ts";

/** Of a collection's tools; see `tool-names.ts` of the MCP surface. */
const longestToolName = 48;

export const clientArgument = {
  client: {
    type: "positional",
    description: agentClients.map(({ id }) => id).join(", "),
    required: true,
  },
} as const;

export const nameArgument = {
  name: { type: "string", description: "What the client calls the server (default vaultbase)" },
} as const;

const installArguments = {
  ...clientArgument,
  ...directoryArguments,
  url: {
    type: "string",
    description: "A server to speak with instead of a data directory (VAULTBASE_URL)",
    valueHint: "URL",
  },
  http: {
    type: "string",
    description: "A server the client speaks with itself, over HTTP",
    valueHint: "URL",
  },
  token: {
    type: "string",
    description: "What the agent may do; otherwise one is minted",
    valueHint: "TOKEN",
  },
  scope: {
    type: "string",
    description: "Of the minted token (default mcp:read,mcp:write)",
    valueHint: "SCOPES",
  },
  ttl: { type: "string", description: "How long the minted token lives", valueHint: "TIME" },
  user: {
    type: "string",
    description: "Whom the minted token acts as",
    valueHint: "COLLECTION:ID",
  },
  collections: {
    type: "string",
    description: "Confine the minted token to these",
    valueHint: "A,B",
  },
  "read-only": { type: "boolean", description: "Refuse every write" },
  toolset: toolsetArguments.toolset,
  ...nameArgument,
  ...configArgument,
  print: { type: "boolean", description: "Show what would be written, and write nothing" },
  ...yesArgument,
} as const;

export const install: Command = {
  ...defineCommand({
    meta: { name: "install", description: "Connect a client: write its configuration" },
    args: installArguments,
    async run({ args, rawArgs }) {
      const client = agentClient(args.client);
      const name = checkName(args.name ?? "vaultbase", client);
      const address = addressIn(args);
      const place = await placeOf({ dir: args.dir, url: address });
      const { toolset } = readToolset({ toolset: args.toolset });
      const view = { toolset, readOnly: args["read-only"] === true };
      const file = await readConfigFile(client, args.config);
      const entryWith = (token: string) =>
        entryFor(
          client,
          args.http === undefined ? byProgram(place, view, token) : byHttp(args.http, view, token),
        );
      const wish = readWish(client, args, rawArgs);
      const mayKeep = !wish.isOwn && !args.print;
      const token = args.token ?? (mayKeep ? await keptToken(file, name, place) : null);
      const draft = entryWith(token ?? placeholder);
      const text = file.document.with(name, draft.entry);
      if (args.print) return print(client, name, draft.reach, file.path);
      if (text === file.text) {
        console.log(`${file.path} has it already.`);
        return;
      }
      console.error(planOf(client, name, file, token === null ? wish : null));
      confirm(`Write ${file.path}?`, args.yes === true);
      if ("dir" in place && setting(undefined, "VAULTBASE_ENCRYPTION_KEY")) console.error(needsKey);
      const minting = args.dir === undefined ? place : await placeOf({ dir: args.dir });
      const { entry } = entryWith(token ?? (await mintAccess(minting, wish)));
      const backup = await replaceConfigFile(file, file.document.with(name, entry));
      console.log(`Wrote ${file.path}.`);
      if (backup) console.log(`What was there is in ${backup}.`);
      console.log(client.next);
    },
  }),
  examples: [
    "vaultbase mcp install claude-desktop",
    "vaultbase mcp install cursor --scope mcp:read --dir ./vaultbase_data",
    "vaultbase mcp install claude-code --http https://vaultbase.example.com --token vbat_…",
    "vaultbase mcp install codex --print",
  ],
};

const placeholder = "vbat_…";

const needsKey =
  "The client starts vaultbase without VAULTBASE_ENCRYPTION_KEY: set it for the client, or connect to a server with --url.";

/** The server's address; a directory beside it is where its tokens are minted. */
function addressIn({ url, http }: Partial<Record<"url" | "http", string | undefined>>) {
  if (url === undefined || http === undefined) return http ?? url;
  throw new Failure("invalid", "--url and --http are two ways to the same server.", {
    hint: "--url: the client starts this program. --http: it speaks with the server itself.",
  });
}

/** What the flags say of the token to mint; `isOwn` where they say anything. */
function readWish(
  client: AgentClient,
  args: Readonly<Record<string, unknown>>,
  rawArgs: string[],
): AccessWish & { readonly isOwn: boolean } {
  const [scopes, collections] = (["scope", "collections"] as const).map((flag) =>
    allValues(rawArgs, installArguments, flag),
  );
  const { ttl, user, token } = args as { ttl?: string; user?: string; token?: string };
  const isOwn = [scopes?.[0], collections?.[0], ttl, user].some((each) => each !== undefined);
  if (isOwn && token !== undefined) {
    throw new Failure("invalid", "With --token no other is minted.", {
      hint: "Leave out --token, or --scope, --ttl, --user and --collections.",
    });
  }
  return {
    name: client.id,
    scopes: scopes?.length ? scopes : ["mcp:read", "mcp:write"],
    ttl,
    user,
    readOnly: args["read-only"] === true,
    collections: collections ?? [],
    isOwn,
  };
}

/** The token of the entry that is there, where it is still good. */
async function keptToken(file: ConfigFile, name: string, place: Place): Promise<string | null> {
  const entry = file.document.servers[name];
  const token = (entry && reachIn(entry)?.token) ?? "";
  return (await isGood(place, token)) ? token : null;
}

/** @throws Failure where the client cannot be connected like this. */
function entryFor(client: AgentClient, reach: Reach) {
  const entry = client.entry(reach);
  if (entry) return { entry, reach };
  throw new Failure("invalid", `${client.title} takes no address in its configuration.`, {
    hint: "Write --url instead of --http: it then starts this program, which speaks with the server.",
  });
}

/** @throws Failure for a name that would make tools' names longer than the client takes. */
function checkName(name: string, client: AgentClient): string {
  const { spell, max } = client.toolName ?? { spell: (server: string) => server, max: 64 };
  const isShort = spell(name, "x".repeat(longestToolName)).length <= max;
  if (/^[a-zA-Z0-9][\w-]*$/.test(name) && isShort) return name;
  throw new Failure("invalid", `${JSON.stringify(name)} is no name ${client.title} could use.`, {
    hint: "A name is short, of letters, digits, - and _: for example shop.",
  });
}

function planOf(
  client: AgentClient,
  name: string,
  { path, document }: ConfigFile,
  wish: AccessWish | null,
): string {
  const isThere = Object.hasOwn(document.servers, name);
  const access = wish && [
    `mints a token for it with ${wish.scopes.join(", ")}`,
    wish.readOnly ? ", read-only" : "",
    wish.collections.length > 0 ? `, for ${wish.collections.join(", ")}` : "",
    wish.user === undefined ? "" : `, as ${wish.user}`,
    `, good for ${wish.ttl ?? "90d"}`,
  ];
  const parts = [
    `${isThere ? "Changes" : "Adds"} the server ${name} in ${client.title}'s ${path}`,
    access?.join(""),
  ];
  return `${parts.filter(Boolean).join(",\nand ")}.`;
}

/** The snippet alone goes to standard output, so that it can be put somewhere. */
function print(client: AgentClient, name: string, reach: Reach, path: string): void {
  const { snippet, command, link } = guideTo(client, name, reach);
  console.error(`For ${path}:\n`);
  process.stdout.write(snippet);
  if (command) console.error(`\nThe same as a command:\n\n${command}`);
  if (link) console.error(`\nThe same as a link:\n\n${link}`);
}
