/** What goes into `claude_desktop_config.json`. Both paths are absolute: Claude starts it anywhere. */
export function claudeDesktopConfig(server: {
  readonly executable: string;
  readonly directory: string;
  readonly token: string;
}): string {
  const vaultbase = {
    command: server.executable,
    args: ["mcp", "--dir", server.directory],
    env: { VAULTBASE_MCP_TOKEN: server.token },
  };
  return JSON.stringify({ mcpServers: { vaultbase } }, null, 2);
}
