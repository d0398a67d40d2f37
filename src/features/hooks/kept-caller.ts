import { guest, type Caller, type TokenGrant } from "../../kernel/caller.ts";
import type { Context } from "../../kernel/context.ts";
import { identifier, sql } from "../../kernel/sql.ts";

/** Somebody as a row keeps them: who they were, without what lets them in. */
export interface KeptCaller {
  readonly superuser: boolean;
  readonly actor: string;
  readonly record: { readonly collection: string; readonly id: string } | null;
  readonly token:
    | (Pick<TokenGrant, "id" | "name" | "readOnly"> & {
        readonly scopes: readonly string[];
        readonly collections: readonly string[] | null;
      })
    | null;
}

export function keepCaller({ superuser, actor, record, token }: Caller): KeptCaller {
  return {
    superuser,
    actor,
    record: record && { collection: record.collectionId, id: record.id },
    token: token && {
      id: token.id,
      name: token.name,
      readOnly: token.readOnly,
      scopes: [...token.scopes],
      collections: token.collections && [...token.collections],
    },
  };
}

/** Who they are now. A record that is gone has no rights left: it counts as a guest. */
export async function callerFrom(context: Context, kept: KeptCaller): Promise<Caller> {
  const token = kept.token && {
    ...kept.token,
    scopes: new Set(kept.token.scopes) as TokenGrant["scopes"],
    collections: kept.token.collections && new Set(kept.token.collections),
  };
  const { superuser, actor } = kept;
  if (!kept.record) return { superuser, actor, token, record: null };
  const catalog = await context.services.catalogs.current();
  const collection = catalog.find(kept.record.collection);
  if (!collection) return { ...guest, actor };
  const [row] = await context.storage.all(
    sql`SELECT * FROM ${identifier(collection.name)} WHERE "id" = ${kept.record.id}`,
  );
  if (!row) return { ...guest, actor };
  const record = {
    collectionId: collection.id,
    collectionName: collection.name,
    id: kept.record.id,
    row,
  };
  return { superuser, actor, token, record };
}
