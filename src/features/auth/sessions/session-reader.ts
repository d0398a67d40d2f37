import type { Caller } from "../../../kernel/caller.ts";
import type { World } from "../../../kernel/feature.ts";
import { BoundedMap } from "../../../lib/bounded-map.ts";
import { findAuthRow, isAuth, signedInAs } from "../auth-collection.ts";
import { isSignedWith, readClaims, recordKey, type RecordClaims } from "../record-token.ts";

interface Known {
  readonly claims: RecordClaims;
  /** The key that the signature was found to fit. */
  readonly key: string;
  readonly revision: number;
  readonly caller: Caller;
}

/**
 * Session tokens to callers. The record is looked up again whenever anything at all was committed,
 * by whichever process; the signature is checked again only when its key changed.
 */
export class SessionReader {
  readonly #known = new BoundedMap<string, Known>(10_000);

  constructor(private readonly world: Pick<World, "storage" | "services" | "now">) {}

  /** Null for a token that is invalid or expired, or whose record is gone or has a new password. */
  async read(token: string): Promise<Caller | null> {
    const { storage, services } = this.world;
    const now = this.world.now();
    const known = this.#known.get(token);
    const claims = known?.claims ?? readClaims(token);
    if (claims?.type !== "auth" || claims.exp * 1000 <= now.getTime()) return null;
    const revision = storage.revision();
    if (known?.revision === revision) return known.caller;

    const collection = (await services.catalogs.current()).find(claims.collectionId);
    if (!collection || !isAuth(collection)) return null;
    const row = await findAuthRow(storage, collection, claims.id);
    if (!row || row.tokenKey === "") return null;
    const key = recordKey(collection, row, "auth");
    if (known?.key !== key && !(await isSignedWith(token, key, now))) return null;
    const expires = new Date(claims.exp * 1000).toISOString();
    const session = { token, refreshable: claims.refreshable === true, expires };
    const caller = { ...signedInAs(collection, row), session };
    this.#known.set(token, { claims, key, revision, caller });
    return caller;
  }
}
