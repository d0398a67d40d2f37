import { guest, type Caller } from "../../kernel/caller.ts";
import { asFailure, Failure } from "../../kernel/failure.ts";
import type { World } from "../../kernel/feature.ts";
import { isAuth, signedInAs } from "./auth-collection.ts";
import { ownerOf, signRecordToken } from "./record-token.ts";
import { SessionReader } from "./sessions/session-reader.ts";
import { makeSetupToken } from "./superusers/setup-token.ts";
import { signApiToken, tokenPrefix } from "./tokens/api-token.ts";
import type { LastUse } from "./tokens/last-use.ts";
import { bearerLike } from "./tokens/token-like.ts";
import { TokenReader } from "./tokens/token-reader.ts";

/** The auth feature's loan to the doors: who somebody is. */
export class Identity {
  readonly #sessions: SessionReader;
  readonly #tokens: TokenReader;

  constructor(
    private readonly world: World,
    /** Signs API tokens; a data directory's own. */
    private readonly secret: string,
    lastUse: LastUse,
  ) {
    this.#sessions = new SessionReader(world);
    this.#tokens = new TokenReader(world, secret, lastUse);
  }

  /**
   * Who sends this credential, without its `Bearer`. Cheap enough for every request, and never
   * older than the last commit. A session token that does not count makes a guest, as does "".
   * @throws Failure `unauthenticated` for an API token (`vbat_…`) that does not count, saying why.
   */
  async identify(credential: string): Promise<Caller> {
    if (credential === "") return guest;
    if (credential.startsWith(tokenPrefix)) return this.#tokens.read(credential);
    return (await this.#sessions.read(credential)) ?? guest;
  }

  /** Why the credential makes nobody of its sender any more, or null; asking does not use it. */
  async whyRefused(credential: string): Promise<Failure | null> {
    if (!credential.startsWith(tokenPrefix)) {
      return (await this.#sessions.read(credential)) ? null : sessionOver();
    }
    try {
      await this.#tokens.look(credential);
      return null;
    } catch (thrown) {
      const failure = asFailure(thrown);
      if (failure.code === "unauthenticated") return failure;
      throw thrown;
    }
  }

  /** Whoever would send the API token of this id. @throws Failure `unauthenticated`, as `identify`. */
  bearerOf(tokenId: string): Promise<Caller> {
    return this.#tokens.bearer(tokenId);
  }

  /** Whoever would send a token that is minted so: see `bearerLike`. @throws Failure `invalid`. */
  bearerLike(wish: unknown): Promise<Caller> {
    return bearerLike(this.world, wish);
  }

  /** For a link to a protected file: it says who asks, and is good for nothing else. */
  async signFileToken({ record }: Caller): Promise<string | null> {
    const collection =
      record && (await this.world.services.catalogs.current()).find(record.collectionId);
    if (!record || !collection || !isAuth(collection)) return null;
    return signRecordToken(collection, record.row, "file", this.world.now());
  }

  /** Who asks with this token for a file; a token that does not count makes a guest. */
  async identifyFileToken(token: string): Promise<Caller> {
    const { storage, services, now } = this.world;
    const catalog = await services.catalogs.current();
    const owner = await ownerOf(storage, catalog, token, "file", now());
    return owner ? signedInAs(owner.collection, owner.row) : guest;
  }

  /** A one-time token for `superusers.setup`; null where there is a superuser already. */
  makeSetupToken(): Promise<string | null> {
    return makeSetupToken(this.world);
  }

  /** The text of an API token whose row is `id`. */
  signToken(id: string, created: Date, expires: Date): Promise<string> {
    return signApiToken(this.secret, { id, created, expires });
  }
}

function sessionOver(): Failure {
  return new Failure("unauthenticated", "The session is over.", { hint: "Sign in again." });
}

declare module "../../kernel/context.ts" {
  interface Services {
    readonly identity: Identity;
  }
}
