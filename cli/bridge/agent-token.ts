import { Failure } from "../../src/kernel/failure.ts";

/** The token an agent comes with: the flag, else VAULTBASE_MCP_TOKEN, else VAULTBASE_API_TOKEN. */
export function agentToken(flag: string | undefined): string {
  const token = flag ?? (process.env.VAULTBASE_MCP_TOKEN || process.env.VAULTBASE_API_TOKEN);
  if (token?.trim()) return token.trim();
  throw new Failure("unauthenticated", "An agent needs a token.", {
    hint: "Mint one with `vaultbase token mint --name NAME --scope mcp:read,mcp:write` and set VAULTBASE_MCP_TOKEN.",
  });
}
