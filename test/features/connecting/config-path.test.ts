import { expect, test } from "bun:test";
import { agentClient } from "../../../src/features/connecting/agent-clients.ts";
import { configPath, type Home } from "../../../src/features/connecting/config-path.ts";

const linux: Home = { platform: "linux", folder: "/home/ann", environment: {} };
const macos: Home = { platform: "macos", folder: "/Users/ann", environment: {} };
const windows: Home = {
  platform: "windows",
  folder: "C:\\Users\\ann",
  environment: { APPDATA: "D:\\Roaming" },
};

test.each([
  ["claude-desktop", linux, "/home/ann/.config/Claude/claude_desktop_config.json"],
  [
    "claude-desktop",
    macos,
    "/Users/ann/Library/Application Support/Claude/claude_desktop_config.json",
  ],
  ["claude-desktop", windows, "D:\\Roaming\\Claude\\claude_desktop_config.json"],
  [
    "claude-desktop",
    { ...windows, environment: {} },
    "C:\\Users\\ann\\AppData\\Roaming\\Claude\\claude_desktop_config.json",
  ],
  ["claude-code", linux, "/home/ann/.claude.json"],
  ["claude-code", { ...linux, environment: { CLAUDE_CONFIG_DIR: "/c" } }, "/c/.claude.json"],
  ["cursor", windows, "C:\\Users\\ann\\.cursor\\mcp.json"],
  ["vscode", macos, "/Users/ann/Library/Application Support/Code/User/mcp.json"],
  ["vscode", { ...linux, environment: { XDG_CONFIG_HOME: "/x" } }, "/x/Code/User/mcp.json"],
  ["codex", { ...linux, environment: { CODEX_HOME: "/codex" } }, "/codex/config.toml"],
  ["gemini", linux, "/home/ann/.gemini/settings.json"],
  ["windsurf", macos, "/Users/ann/.codeium/windsurf/mcp_config.json"],
  ["zed", macos, "/Users/ann/.config/zed/settings.json"],
  ["zed", windows, "D:\\Roaming\\Zed\\settings.json"],
] as const)("%s keeps its servers in a place of its own", (client, home, path) => {
  expect(configPath(agentClient(client), home)).toBe(path);
});
