import { Type } from "@sinclair/typebox";
import { choice } from "../../kernel/choice.ts";
import { operation } from "../../kernel/operation.ts";
import { quoteWords } from "../../lib/shell-words.ts";
import { platforms, type AgentClient, type Reach } from "./agent-client.ts";
import { agentClient, agentClients, otherClients } from "./agent-clients.ts";
import { configSnippet } from "./read-config.ts";

const text = (description: string) => Type.String({ description });

const item = Type.Object({
  client: text("Its name for `vaultbase mcp install`."),
  title: Type.String(),
  via: text("http, or program: a client that starts one and speaks on its standard input."),
  config: Type.Object(Object.fromEntries(platforms.map((platform) => [platform, Type.String()])), {
    description: "Where its configuration is, by platform.",
  }),
  format: text("json, jsonc or toml."),
  snippet: text("What to put into that file; beside what is there already."),
  command: text("A command that does it, or empty."),
  link: text("An address that opens the client and asks whether to add the server, or empty."),
  next: text("What to do then."),
  maxTools: Type.Integer({ description: "How many tools it takes; 0: any number." }),
});

/** How each client is connected to this server: one table for the command line and the admin page. */
export const connectAgent = operation({
  name: "mcp.connect",
  summary: "Show how to connect agents: what to put where, for each client.",
  access: "superuser",
  scope: "admin",
  effect: "read",
  input: Type.Object(
    {
      client: Type.Optional(text("Only this one: claude-desktop, cursor, …")),
      via: Type.Optional(
        choice(["http", "program"], "program: even where the client could speak HTTP itself."),
      ),
      name: Type.Optional(text("What the client calls the server; default vaultbase.")),
      address: Type.Optional(
        text("Where agents reach the server; default: the setting meta.appURL."),
      ),
      credential: Type.Optional(text("The token to put in; default: a placeholder.")),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ items: Type.Array(item) }),
  // A token does not belong into an address.
  http: "POST /connect",

  async run(context, input) {
    const { meta } = await context.services.settings.current();
    const server = (input.address ?? meta.appURL).replace(/\/+$/, "");
    const token = input.credential ?? "vbat_…";
    const name = input.name ?? "vaultbase";
    const all = [...agentClients, otherClients];
    const asked = input.client === undefined ? all : [agentClient(input.client, all)];
    return {
      items: asked.map((client) => {
        const byHttp: Reach = { via: "http", url: `${server}/api/v1/mcp`, token };
        const canSpeak = input.via !== "program" && client.entry(byHttp) !== null;
        return guideTo(client, name, canSpeak ? byHttp : byPackage(server, token));
      }),
    };
  },
});

/** The npm package speaks HTTP for whoever starts it. */
function byPackage(server: string, token: string): Reach {
  const args = ["-y", "@vaultbase/mcp", "--url", server];
  return { via: "program", command: "npx", args, token };
}

/** All that connects one client. */
export function guideTo(client: AgentClient, name: string, reach: Reach): typeof item.static {
  const words = client.command?.(name, reach);
  return {
    client: client.id,
    title: client.title,
    via: reach.via,
    config: { ...client.config },
    format: client.format,
    snippet: configSnippet(client, name, client.entry(reach) ?? {}),
    command: words ? quoteWords(words) : "",
    link: client.link?.(name, reach) ?? "",
    next: client.next,
    maxTools: client.maxTools ?? 0,
  };
}
