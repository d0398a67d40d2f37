import type { Caller } from "../../kernel/caller.ts";
import { Failure } from "../../kernel/failure.ts";

/** Said of what an allow-list leaves out: `caller` is whose token does, null where a setting does. */
export function notOffered(what: string, caller: Caller | null): Failure {
  const shown = JSON.stringify(what.slice(0, 64));
  const token = caller?.token;
  if (!token) {
    return new Failure("forbidden", `${shown} is not offered here.`, {
      hint: "The settings mcp.allowedTools and mcp.allowedResources say what is.",
    });
  }
  return new Failure("forbidden", `${shown} is not offered to the token "${token.name}".`, {
    hint: "It was minted with --tools or --resources: mint one that names this too.",
  });
}
