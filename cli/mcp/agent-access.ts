import { Failure } from "../../src/kernel/failure.ts";
import { setting } from "../arguments.ts";
import { withTarget } from "../choose-caller.ts";
import { checkToken, type Place } from "./server-place.ts";

/** What a token for an agent is to be. */
export interface AccessWish {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly ttl?: string | undefined;
  readonly user?: string | undefined;
  readonly readOnly: boolean;
  readonly collections: readonly string[];
}

/** True where the token that a client has already still opens the door. */
export async function isGood(place: Place, token: string): Promise<boolean> {
  if (token === "") return false;
  try {
    await checkToken(place, token);
    return true;
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === "unauthenticated") return false;
    throw thrown;
  }
}

/** Mints a token where the agent's data is, under the first free one of `cursor`, `cursor-2`, … */
export async function mintAccess(place: Place, wish: AccessWish): Promise<string> {
  if ("url" in place && setting(undefined, "VAULTBASE_TOKEN") === undefined) {
    throw new Failure("unauthenticated", `Nobody here may mint a token at ${place.url}.`, {
      hint: "Give one with --token, set VAULTBASE_TOKEN to an admin's, or name the server's data directory with --dir.",
    });
  }
  return withTarget(place, async ({ call }) => {
    const listed = await call("tokens.list", {});
    const taken = new Set(
      (listed.items as { name: string; state: string }[])
        .filter(({ state }) => state === "active")
        .map(({ name }) => name),
    );
    let name = wish.name;
    for (let number = 2; taken.has(name); number++) name = `${wish.name}-${number}`;
    const minted = await call("tokens.mint", {
      name,
      scopes: wish.scopes,
      readOnly: wish.readOnly,
      ...(wish.ttl !== undefined && { ttl: wish.ttl }),
      ...(wish.user !== undefined && { user: wish.user }),
      ...(wish.collections.length > 0 && { collections: wish.collections }),
    });
    return String(minted.token);
  });
}
