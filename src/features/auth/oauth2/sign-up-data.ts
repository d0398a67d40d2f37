import type { Context } from "../../../kernel/context.ts";
import type { Field } from "../../collections/field.ts";
import { fieldTypeOf } from "../../collections/field-types.ts";
import { hasUniqueIndex } from "../../collections/collection-indexes.ts";
import type { AuthCollection } from "../auth-collection.ts";
import { findByIdentity } from "../find-by-identity.ts";
import type { RemoteUser } from "../providers/provider.ts";
import { fetchAvatar } from "./fetch-avatar.ts";
import type { ProviderSettings } from "./provider-settings.ts";

/**
 * What a new record is made of: what the provider knows, in the fields that the collection's
 * `mappedFields` name, and over that what the app sent along.
 */
export async function signUpData(
  { storage }: Pick<Context, "storage">,
  collection: AuthCollection,
  settings: ProviderSettings,
  user: RemoteUser,
  createData: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const data: Record<string, unknown> = {};
  for (const key of ["id", "name", "username", "avatarURL"] as const) {
    const field = fieldNamed(collection, collection.auth.oauth2.mappedFields[key]);
    const value = user[key];
    if (!field || value === "" || field.name in createData) continue;
    if (field.type === "file") {
      const avatar = await fetchAvatar(settings, field, value);
      if (avatar) data[field.name] = avatar;
    } else if (await isUsable(storage, collection, field, value)) {
      data[field.name] = value;
    }
  }
  const email = createData.email || user.email;
  return { ...data, ...createData, ...(email && { email }) };
}

function fieldNamed({ fields }: AuthCollection, name: string): Field | undefined {
  return fields.find((field) => field.name === name);
}

/** What the field does not take, or somebody else has, must not keep anybody out. */
async function isUsable(
  storage: Context["storage"],
  collection: AuthCollection,
  field: Field,
  value: string,
): Promise<boolean> {
  const { encode, check } = fieldTypeOf(field);
  const cell = encode(field, value);
  if (typeof cell === "object" || check(field, cell)) return false;
  if (!hasUniqueIndex(collection.indexes, field.name)) return true;
  return (await findByIdentity(storage, collection, field.name, value)) === undefined;
}
