import type { Caller } from "../../../kernel/caller.ts";
import type { World } from "../../../kernel/feature.ts";
import { BoundedMap } from "../../../lib/bounded-map.ts";
import { readApiToken } from "./api-token.ts";
import type { LastUse } from "./last-use.ts";
import { findToken, tokenCaller, type TokenRow } from "./token-row.ts";
import { standingOf, unknownToken } from "./token-standing.ts";

interface Known {
  readonly id: string;
  readonly expiresMs: number;
  readonly revision: number;
  readonly caller: Caller;
}

/**
 * API tokens to callers. The row, who minted it and who it acts as are looked up again whenever
 * anything at all was committed, so a revocation by another process counts at the next request.
 */
export class TokenReader {
  readonly #known = new BoundedMap<string, Known>(10_000);

  constructor(
    private readonly world: Pick<World, "storage" | "services" | "now">,
    private readonly secret: string,
    private readonly lastUse: LastUse,
  ) {}

  /** @throws Failure `unauthenticated` saying why the token does not count (any more). */
  async read(text: string): Promise<Caller> {
    const caller = await this.look(text);
    if (caller.token) this.lastUse.note(caller.token.id);
    return caller;
  }

  /** The same without using the token. */
  async look(text: string): Promise<Caller> {
    const { storage } = this.world;
    const now = this.world.now();
    const known = this.#known.get(text);
    const revision = storage.revision();
    if (known?.revision === revision && now.getTime() < known.expiresMs) return known.caller;

    const id = known?.id ?? (await readApiToken(this.secret, text));
    if (id === null) throw unknownToken();
    const { row, caller } = await this.#bearer(id);
    const expiresMs = Date.parse(row.expires);
    this.#known.set(text, { id, expiresMs, revision, caller });
    return caller;
  }

  /** Whoever would send the token of this id. @throws Failure `unauthenticated` where it does not count. */
  async bearer(id: string): Promise<Caller> {
    return (await this.#bearer(id)).caller;
  }

  async #bearer(id: string): Promise<{ row: TokenRow; caller: Caller }> {
    const { storage, services } = this.world;
    const row = await findToken(storage, id);
    if (!row) throw unknownToken();
    const catalog = await services.catalogs.current();
    const standing = await standingOf(storage, catalog, row, this.world.now());
    if (standing.state !== "active") throw standing.failure;
    return { row, caller: tokenCaller(row, standing.record) };
  }
}
