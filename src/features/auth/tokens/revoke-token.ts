import { Type } from "@sinclair/typebox";
import { logChange } from "../../../kernel/change.ts";
import type { Context } from "../../../kernel/context.ts";
import { Failure } from "../../../kernel/failure.ts";
import { operation } from "../../../kernel/operation.ts";
import { sql } from "../../../kernel/sql.ts";
import type { Writer } from "../../../kernel/storage.ts";
import { superusersId, type Collection } from "../../collections/collection.ts";
import { findToken, tokensTable } from "./token-row.ts";

/** Ends a token for good, in every process, from the next request on. */
export const revokeToken = operation({
  name: "tokens.revoke",
  summary: "Revoke a token at once and for good.",
  access: "superuser",
  scope: "admin",
  effect: "destroy",
  input: Type.Object(
    { id: Type.String({ description: "The token's id, as tokens.list shows it." }) },
    { additionalProperties: false },
  ),
  output: Type.Object({ id: Type.String(), name: Type.String(), revoked: Type.String() }),
  http: "DELETE /tokens/:id",

  async run(context, { id }) {
    return context.storage.write(async (writer) => {
      const row = await findToken(writer, id);
      if (!row) {
        throw new Failure("notFound", "The requested resource wasn't found.", {
          hint: `There is no token with the id ${JSON.stringify(id)}; list the tokens for their ids.`,
        });
      }
      const revoked = row.revoked || (await revoke(context, writer, id));
      return { id, name: row.name, revoked };
    });
  },
});

/** Revokes what a record minted or is acted for by; answers how many tokens that were. */
export async function revokeTokensOf(
  context: Context,
  writer: Writer,
  collection: Collection,
  id: string,
): Promise<number> {
  const minter = collection.id === superusersId ? id : "none";
  const rows = await writer.all<{ id: string }>(
    sql`SELECT "id" FROM "_tokens" WHERE "revoked" = ''
      AND ("minterId" = ${minter} OR ("userCollection" = ${collection.id} AND "userId" = ${id}))`,
  );
  for (const row of rows) await revoke(context, writer, row.id);
  return rows.length;
}

async function revoke(context: Context, writer: Writer, id: string): Promise<string> {
  const revoked = context.now().toISOString();
  await writer.execute(sql`UPDATE "_tokens" SET "revoked" = ${revoked} WHERE "id" = ${id}`);
  await logChange(context, writer, {
    collection: tokensTable,
    record: id,
    action: "update",
    before: { revoked: "" },
  });
  return revoked;
}
