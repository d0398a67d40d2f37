import { Type } from "@sinclair/typebox";
import { joining } from "../../../kernel/dry-run.ts";
import { operation } from "../../../kernel/operation.ts";
import { deleteWithReferences } from "../../records/relations.ts";
import { superusersOf } from "../auth-collection.ts";
import { revokeTokensOf } from "../tokens/revoke-token.ts";
import { emailInput, superuserByEmail } from "./superuser.ts";

/** Deletes a superuser, but never the last one; the tokens they minted end. */
export const deleteSuperuser = operation({
  name: "superusers.delete",
  summary: "Delete a superuser; the tokens they minted end.",
  access: "superuser",
  scope: "admin",
  effect: "destroy",
  input: Type.Object({ email: emailInput }, { additionalProperties: false }),
  output: Type.Object({}),
  http: "DELETE /superusers/:email",

  async run(context, input) {
    return context.storage.write(async (writer) => {
      const row = await superuserByEmail(writer, input.email);
      const catalog = await context.services.catalogs.within(writer);
      const superusers = superusersOf(catalog);
      await deleteWithReferences(joining(context, writer), writer, catalog, superusers, row);
      await revokeTokensOf(context, writer, superusers, String(row.id));
      return {};
    });
  },
});
