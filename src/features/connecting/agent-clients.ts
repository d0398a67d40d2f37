import { Failure } from "../../kernel/failure.ts";
import { nearest } from "../../lib/nearest.ts";
import { bearer, programEntry, tokenVariable, type AgentClient } from "./agent-client.ts";

/** The clients we know, with what their makers say about them. */
export const agentClients: readonly AgentClient[] = [
  {
    id: "claude-desktop",
    title: "Claude Desktop",
    config: {
      linux: "~/.config/Claude/claude_desktop_config.json",
      macos: "~/Library/Application Support/Claude/claude_desktop_config.json",
      windows: "%APPDATA%\\Claude\\claude_desktop_config.json",
    },
    format: "json",
    serversKey: "mcpServers",
    // Addresses it takes in its own dialog only, and without tokens.
    entry: (reach) => (reach.via === "http" ? null : programEntry(reach)),
    next: "Quit Claude Desktop and start it again.",
  },
  {
    id: "claude-code",
    title: "Claude Code",
    config: everywhere("~/.claude.json"),
    configFolder: "CLAUDE_CONFIG_DIR",
    format: "json",
    serversKey: "mcpServers",
    entry: (reach) =>
      reach.via === "http"
        ? { type: "http", url: reach.url, headers: { Authorization: bearer(reach) } }
        : { type: "stdio", ...programEntry(reach) },
    command: (name, reach) => {
      const add = ["claude", "mcp", "add", "--scope", "user", "--transport"];
      return reach.via === "http"
        ? [...add, "http", name, reach.url, "--header", `Authorization: ${bearer(reach)}`]
        : [
            ...[...add, "stdio", "--env", `${tokenVariable}=${reach.token}`, name],
            ...["--", reach.command, ...reach.args],
          ];
    },
    next: "Start a new session, and see /mcp.",
    toolName: { spell: (server, tool) => `mcp__${server}__${tool}`, max: 64 },
  },
  {
    id: "cursor",
    title: "Cursor",
    config: everywhere("~/.cursor/mcp.json"),
    format: "json",
    serversKey: "mcpServers",
    entry: (reach) =>
      reach.via === "http"
        ? { url: reach.url, headers: { Authorization: bearer(reach) } }
        : programEntry(reach),
    link(name, reach) {
      const config = Buffer.from(JSON.stringify(this.entry(reach))).toString("base64");
      const query = `name=${encodeURIComponent(name)}&config=${encodeURIComponent(config)}`;
      return `cursor://anysphere.cursor-deeplink/mcp/install?${query}`;
    },
    next: "Turn the server on in Cursor Settings → MCP.",
    maxTools: 40,
    toolName: { spell: (server, tool) => `${server}${tool}`, max: 60 },
  },
  {
    id: "vscode",
    title: "VS Code",
    config: {
      linux: "~/.config/Code/User/mcp.json",
      macos: "~/Library/Application Support/Code/User/mcp.json",
      windows: "%APPDATA%\\Code\\User\\mcp.json",
    },
    format: "jsonc",
    serversKey: "servers",
    entry: (reach) =>
      reach.via === "http"
        ? { type: "http", url: reach.url, headers: { Authorization: bearer(reach) } }
        : { type: "stdio", ...programEntry(reach) },
    command(name, reach) {
      return ["code", "--add-mcp", JSON.stringify({ name, ...this.entry(reach) })];
    },
    link(name, reach) {
      const config = JSON.stringify({ name, ...this.entry(reach) });
      return `vscode:mcp/install?${encodeURIComponent(config)}`;
    },
    next: "Open the chat in agent mode, and look at its tools.",
    maxTools: 128,
  },
  {
    id: "codex",
    title: "Codex",
    config: everywhere("~/.codex/config.toml"),
    configFolder: "CODEX_HOME",
    format: "toml",
    serversKey: "mcp_servers",
    entry: (reach) =>
      reach.via === "http"
        ? { url: reach.url, http_headers: { Authorization: bearer(reach) } }
        : programEntry(reach),
    command: (name, reach) =>
      reach.via === "http"
        ? [
            ...["codex", "mcp", "add", name, "--url", reach.url],
            ...["--bearer-token-env-var", tokenVariable],
          ]
        : [
            ...["codex", "mcp", "add", name, "--env", `${tokenVariable}=${reach.token}`],
            ...["--", reach.command, ...reach.args],
          ],
    next: "Start Codex again, and see /mcp.",
    toolName: { spell: (server, tool) => `${server}__${tool}`, max: 64 },
  },
  {
    id: "gemini",
    title: "Gemini CLI",
    config: everywhere("~/.gemini/settings.json"),
    format: "jsonc",
    serversKey: "mcpServers",
    entry: (reach) =>
      reach.via === "http"
        ? { httpUrl: reach.url, headers: { Authorization: bearer(reach) } }
        : programEntry(reach),
    command: (name, reach) => {
      const add = ["gemini", "mcp", "add", "--scope", "user"];
      return reach.via === "http"
        ? [
            ...[...add, "--transport", "http", "--header", `Authorization: ${bearer(reach)}`],
            ...[name, reach.url],
          ]
        : [
            ...[...add, "--env", `${tokenVariable}=${reach.token}`],
            ...[name, reach.command, ...reach.args],
          ];
    },
    next: "Start Gemini CLI again, and see /mcp.",
    toolName: { spell: (server, tool) => `mcp_${server}_${tool}`, max: 63 },
  },
  {
    id: "windsurf",
    title: "Windsurf",
    config: everywhere("~/.codeium/windsurf/mcp_config.json"),
    format: "json",
    serversKey: "mcpServers",
    entry: (reach) =>
      reach.via === "http"
        ? { serverUrl: reach.url, headers: { Authorization: bearer(reach) } }
        : programEntry(reach),
    next: "Refresh the servers in Windsurf Settings → Cascade → MCP Servers.",
    maxTools: 100,
  },
  {
    id: "zed",
    title: "Zed",
    config: {
      linux: "~/.config/zed/settings.json",
      macos: "~/.config/zed/settings.json",
      windows: "%APPDATA%\\Zed\\settings.json",
    },
    format: "jsonc",
    serversKey: "context_servers",
    entry: (reach) =>
      reach.via === "http"
        ? { url: reach.url, headers: { Authorization: bearer(reach) } }
        : { source: "custom", ...programEntry(reach) },
    next: "Look for a green dot beside the server in the agent panel's settings.",
  },
];

/** What most others take, in a file we do not know. */
export const otherClients: AgentClient = {
  id: "other",
  title: "Other clients",
  config: { linux: "", macos: "", windows: "" },
  format: "json",
  serversKey: "mcpServers",
  entry: (reach) =>
    reach.via === "http"
      ? { type: "http", url: reach.url, headers: { Authorization: bearer(reach) } }
      : programEntry(reach),
  next: "See the client's own words on MCP servers.",
};

/** @throws Failure `notFound` with the nearest name. */
export function agentClient(id: string, among = agentClients): AgentClient {
  const ids = among.map((client) => client.id);
  const found = among.find((client) => client.id === id.toLowerCase());
  if (found) return found;
  const near = nearest(id.toLowerCase(), ids);
  throw new Failure("notFound", `There is no client ${JSON.stringify(id)}.`, {
    hint: near ? `Did you mean ${near}?` : `Known clients are ${ids.join(", ")}.`,
  });
}

/** Below the user's own folder on every system. */
function everywhere(path: `~/${string}`): AgentClient["config"] {
  const windows = path.replace("~", "%USERPROFILE%").replaceAll("/", "\\");
  return { linux: path, macos: path, windows };
}
