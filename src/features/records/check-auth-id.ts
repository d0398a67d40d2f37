import { identifier, join, sql } from "../../kernel/sql.ts";
import type { Writer } from "../../kernel/storage.ts";
import type { Catalog } from "../collections/catalog.ts";
import type { Draft } from "./draft.ts";

/** Rules compare `@request.auth.id` alone, so no two people have the same, in whatever collection. */
export async function checkAuthId(writer: Writer, catalog: Catalog, draft: Draft): Promise<void> {
  const { collection, body, row, problems } = draft;
  // Whoever lets us choose gets one that nobody has.
  if (!collection.auth || problems.id || !Object.hasOwn(body, "id")) return;
  const others = catalog.collections.filter(({ auth, id }) => auth && id !== collection.id);
  if (others.length === 0) return;
  const found = await writer.all(
    join(
      others.map(({ name }) => sql`SELECT 1 FROM ${identifier(name)} WHERE "id" = ${row.id}`),
      " UNION ALL ",
    ),
  );
  if (found.length > 0) problems.id = taken;
}

const taken = {
  code: "validation_invalid_auth_id",
  message: "Invalid or duplicated auth record id.",
};
