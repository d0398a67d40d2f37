import { expect, test } from "bun:test";
import { guest, localOperator, type Caller } from "../../../src/kernel/caller.ts";
import { asFailure } from "../../../src/kernel/failure.ts";
import { triedAs } from "../../../src/surfaces/mcp/identify-caller.ts";

const bearer = (actor: string): Promise<Caller> => Promise.resolve({ ...guest, actor });
const host = { bearerOf: bearer, bearerLike: (wish: unknown) => bearer(JSON.stringify(wish)) };
const id = { "x-vaultbase-token-id": "t1" };
const like = { "x-vaultbase-token-like": '{"scopes":["mcp:read"]}' };

const rows: [headers: Record<string, string>, caller: Caller, says: string][] = [
  [{}, guest, guest.actor],
  [id, localOperator, "t1 (tried by cli)"],
  [like, localOperator, '{"scopes":["mcp:read"]} (tried by cli)'],
  [{ ...id, ...like }, localOperator, "invalid: Two tokens cannot be tried at once."],
  [{ "x-vaultbase-token-like": "{" }, localOperator, "is not valid JSON"],
  [id, guest, "forbidden: Only a superuser who is signed in may try a token."],
];

test.each(rows)(
  "%j: a token is tried by a superuser, and one at a time",
  async (headers, caller, says) => {
    const said = await triedAs(host, caller, new Headers(headers)).then(
      ({ actor }) => actor,
      (thrown) => `${asFailure(thrown).code}: ${asFailure(thrown).message}`,
    );
    expect(said).toContain(says);
  },
);
