import { Type } from "@sinclair/typebox";
import type { Context } from "../../../kernel/context.ts";
import { joining } from "../../../kernel/dry-run.ts";
import { Failure } from "../../../kernel/failure.ts";
import { identifier, sql } from "../../../kernel/sql.ts";
import type { Reader, Row, Writer } from "../../../kernel/storage.ts";
import { nearest } from "../../../lib/nearest.ts";
import { addRow } from "../../records/create-record.ts";
import { prepareWrite } from "../../records/prepare-write.ts";
import { superusersName } from "../../collections/collection.ts";
import { superusersOf } from "../auth-collection.ts";

export const emailInput = Type.String({ description: "The superuser's address." });
export const passwordInput = Type.String({ description: "At least 8 characters." });

/** A superuser as the operations answer it; nothing in it is secret. */
export const superuserOutput = Type.Object({
  id: Type.String(),
  email: Type.String(),
  created: Type.String(),
  updated: Type.String(),
});

export function presentSuperuser(row: Row): typeof superuserOutput.static {
  const { id, email, created, updated } = row;
  return {
    id: String(id),
    email: String(email),
    created: String(created),
    updated: String(updated),
  };
}

/**
 * Adds a superuser; `check` may still refuse inside the transaction.
 * @throws Failure `invalid` for a bad address, a short password, or an address that is taken.
 */
export async function addSuperuser(
  context: Context,
  given: { readonly email: string; readonly password: string },
  check: (writer: Writer) => Promise<void> = () => Promise.resolve(),
): Promise<Row> {
  const { email, password } = given;
  const data = { email, password, passwordConfirm: password, verified: true };
  const prepared = await prepareWrite(context, superusersName, null, data);
  return context.storage.write(async (writer) => {
    await check(writer);
    const catalog = await context.services.catalogs.within(writer);
    const inside = joining(context, writer);
    const superusers = superusersOf(catalog);
    return (await addRow(inside, writer, catalog, superusers, prepared)).row;
  });
}

/** By address, in any case. @throws Failure `notFound` with the nearest address. */
export async function superuserByEmail(reader: Reader, email: string): Promise<Row> {
  const rows = await reader.all(sql`SELECT * FROM ${identifier(superusersName)}`);
  const wanted = email.trim().toLowerCase();
  const found = rows.find((row) => String(row.email).toLowerCase() === wanted);
  if (found) return found;
  const near = nearest(
    email,
    rows.map((row) => String(row.email)),
  );
  throw new Failure("notFound", `There is no superuser ${email}.`, {
    hint: near ? `Did you mean ${near}?` : "vaultbase superuser list shows who there is.",
  });
}
