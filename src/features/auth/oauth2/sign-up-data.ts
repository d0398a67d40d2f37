import type { Context } from "../../../kernel/context.ts";
import { fieldTypeOf } from "../../collections/field-types.ts";
import { hasUniqueIndex } from "../../collections/collection-indexes.ts";
import type { AuthCollection } from "../auth-collection.ts";
import { findByIdentity } from "../find-by-identity.ts";
import type { RemoteUser } from "../providers/provider.ts";

/**
 * What a new record is made of: what the provider knows, in the fields that the collection's
 * `mappedFields` name, and over that what the app sent along.
 */
export async function signUpData(
  { storage }: Pick<Context, "storage">,
  collection: AuthCollection,
  user: RemoteUser,
  createData: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const { mappedFields } = collection.auth.oauth2;
  const data: Record<string, unknown> = {};
  for (const key of ["id", "name", "username", "avatarURL"] as const) {
    const name = mappedFields[key];
    if (name === "" || user[key] === "") continue;
    // A name that is taken here, or no name here, must not keep anybody out.
    if (key === "username" && !(await isUsable(storage, collection, name, user[key]))) continue;
    data[name] = user[key];
  }
  if (user.email !== "") data.email = user.email;
  const given = Object.entries(createData).filter(([name, value]) => name !== "email" || value);
  return { ...data, ...Object.fromEntries(given) };
}

async function isUsable(
  storage: Context["storage"],
  collection: AuthCollection,
  name: string,
  value: string,
): Promise<boolean> {
  const field = collection.fields.find((each) => each.name === name);
  if (!field) return false;
  const { encode, check } = fieldTypeOf(field);
  const cell = encode(field, value);
  if (typeof cell !== "string" || check(field, cell)) return false;
  if (!hasUniqueIndex(collection.indexes, name)) return true;
  return (await findByIdentity(storage, collection, name, value)) === undefined;
}
