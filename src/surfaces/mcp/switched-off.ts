import { Failure } from "../../kernel/failure.ts";

/** The answer to everybody while the setting says that there is no MCP. */
export function switchedOff(): Failure {
  return new Failure("forbidden", "MCP is switched off here.", {
    hint: "A superuser can switch it on: vaultbase settings set mcp.enabled true.",
  });
}
