import { Type } from "@sinclair/typebox";
import type { Caller } from "../../../kernel/caller.ts";
import { checkInput } from "../../../kernel/check-input.ts";
import type { World } from "../../../kernel/feature.ts";
import { agentColumns } from "./agent-limits.ts";
import { mintToken } from "./mint-token.ts";
import { checkConfinement, checkScopes, findUser } from "./token-request.ts";
import { tokenCaller } from "./token-row.ts";

/** What a token may do is said in the words it is minted with. */
const wish = Type.Omit(mintToken.input, ["name", "ttl", "as"]);

/**
 * Whoever would send a token that was minted so; no such token is made.
 * @throws Failure `invalid`, as minting it would.
 */
export async function bearerLike(
  { storage, services, now }: Pick<World, "storage" | "services" | "now">,
  given: unknown,
): Promise<Caller> {
  const input = checkInput({ name: "A token", input: wish }, given);
  const catalog = await services.catalogs.current();
  const scopes = checkScopes(input.scopes);
  const user = await findUser(storage, catalog, input.user);
  const name = "not minted";
  const at = now().toISOString();
  return tokenCaller(
    {
      id: "",
      name,
      scopes: JSON.stringify(scopes),
      readOnly: input.readOnly ? 1 : 0,
      collections: JSON.stringify(checkConfinement(catalog, scopes, input.collections)),
      userCollection: user?.collectionId ?? "",
      userId: user?.id ?? "",
      userKey: "",
      mintedBy: "",
      minterId: "",
      minterKey: "",
      ...agentColumns({ services }, catalog, input),
      created: at,
      expires: at,
      lastUsed: "",
      revoked: "",
    },
    user,
  );
}
