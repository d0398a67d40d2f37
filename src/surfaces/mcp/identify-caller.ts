import type { Caller } from "../../kernel/caller.ts";
import { Failure } from "../../kernel/failure.ts";
import type { McpHost } from "./mcp-host.ts";

/**
 * Who sends this credential. Nobody speaks MCP without being somebody: what makes a guest elsewhere
 * (a session that is over, words that are no token) is refused here.
 * @throws Failure `unauthenticated`, saying why.
 */
export async function identifyCaller(
  host: Pick<McpHost, "identify">,
  credential: string,
): Promise<Caller> {
  const caller = await host.identify(credential);
  if (caller.superuser || caller.record || caller.token) return caller;
  throw new Failure("unauthenticated", "The token is unknown, or its session is over.", {
    hint: "Mint one with `vaultbase token mint --name NAME --scope mcp:read`.",
  });
}
