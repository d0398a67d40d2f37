import type { Caller } from "../../kernel/caller.ts";
import { asFailure, Failure } from "../../kernel/failure.ts";
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

/** Names the token whose agent a superuser wants to be for one request. */
export const tokenIdHeader = "x-vaultbase-token-id";

/** Says, as JSON, what a token could be minted with; a superuser sees what its agent would. */
export const tokenLikeHeader = "x-vaultbase-token-like";

/**
 * A superuser who is signed in may try out what a token's agent sees and may do; the audit says so.
 * @throws Failure `forbidden` for everybody else, and for a token that does not count; `invalid` for
 * one that could not be minted.
 */
export async function triedAs(
  host: Pick<McpHost, "bearerOf" | "bearerLike">,
  caller: Caller,
  headers: Headers,
): Promise<Caller> {
  const [id, like] = [headers.get(tokenIdHeader), headers.get(tokenLikeHeader)];
  if (id === null && like === null) return caller;
  if (!caller.superuser || caller.token) {
    throw new Failure("forbidden", "Only a superuser who is signed in may try a token.", {
      hint: `Leave the header ${id === null ? tokenLikeHeader : tokenIdHeader} out.`,
    });
  }
  if (id !== null && like !== null) {
    throw new Failure("invalid", "Two tokens cannot be tried at once.", {
      hint: `Send ${tokenIdHeader} or ${tokenLikeHeader}.`,
    });
  }
  try {
    const bearer =
      id === null ? await host.bearerLike(readWish(like ?? "")) : await host.bearerOf(id);
    return { ...bearer, actor: `${bearer.actor} (tried by ${caller.actor})` };
  } catch (thrown) {
    const { code, message, hint } = asFailure(thrown);
    if (code !== "unauthenticated") throw thrown;
    // The session is fine: 401 would make its owner sign in again.
    throw new Failure("forbidden", message, hint === undefined ? {} : { hint });
  }
}

function readWish(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure("invalid", `The header ${tokenLikeHeader} is not valid JSON.`, {
      hint: `For example {"scopes":["mcp:read"],"collections":["posts"]}.`,
    });
  }
}
