import { Type } from "@sinclair/typebox";
import type { Context } from "../../../kernel/context.ts";
import { Failure } from "../../../kernel/failure.ts";
import { operation } from "../../../kernel/operation.ts";
import { identifier, sql } from "../../../kernel/sql.ts";
import type { Row, Writer } from "../../../kernel/storage.ts";
import {
  authCollection,
  findAuthRow,
  superusersOf,
  type AuthCollection,
} from "../auth-collection.ts";
import { revokeTokensOf } from "../tokens/revoke-token.ts";
import { writeSecrets } from "../write-secrets.ts";

/** Ends every session of all superusers or of one record, and the tokens that depend on them. */
export const logOutAll = operation({
  name: "sessions.logoutAll",
  summary:
    "End every session of all superusers, or of one auth record, and the tokens they minted or that act as them.",
  access: "superuser",
  scope: "admin",
  effect: "destroy",
  input: Type.Object(
    {
      collection: Type.Optional(
        Type.String({ description: "An auth collection; goes with id. Default: all superusers." }),
      ),
      id: Type.Optional(Type.String({ description: "The one record to log out." })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ records: Type.Integer(), tokens: Type.Integer() }),
  http: "POST /sessions/logout-all",
  command: {
    positional: [],
    example: "vaultbase sessions logout-all --collection users --id abc123def456ghi",
  },

  async run(context, input) {
    const catalog = await context.services.catalogs.current();
    const collection =
      input.collection === undefined
        ? superusersOf(catalog)
        : authCollection(catalog, input.collection);
    return context.storage.write(async (writer) => {
      const rows = await chosenRows(writer, collection, input);
      let tokens = 0;
      for (const row of rows) tokens += await logOut(context, writer, collection, row);
      return { records: rows.length, tokens };
    });
  },
});

/** Answers how many tokens ended with the sessions. */
async function logOut(
  context: Context,
  writer: Writer,
  collection: AuthCollection,
  row: Row,
): Promise<number> {
  await writeSecrets(context, writer, collection, row, { tokenKey: context.randomId(50) });
  return revokeTokensOf(context, writer, collection, String(row.id));
}

async function chosenRows(
  writer: Writer,
  collection: AuthCollection,
  input: { readonly collection?: string; readonly id?: string },
): Promise<Row[]> {
  if (input.id === undefined && input.collection === undefined) {
    return writer.all(sql`SELECT * FROM ${identifier(collection.name)}`);
  }
  if (input.id === undefined || input.collection === undefined) {
    throw new Failure("invalid", "One record is named by its collection and its id.", {
      hint: "Give both collection and id, or neither to log all superusers out.",
    });
  }
  const row = await findAuthRow(writer, collection, input.id);
  if (row) return [row];
  throw new Failure("notFound", "The requested resource wasn't found.", {
    hint: `There is no record ${JSON.stringify(input.id)} in ${collection.name}.`,
  });
}
