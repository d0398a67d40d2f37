import type { World } from "../../../kernel/feature.ts";
import { sql } from "../../../kernel/sql.ts";
import type { Storage } from "../../../kernel/storage.ts";

/**
 * Remembers when tokens were last used and writes it down a little later, so that no request waits
 * for it. It is bookkeeping, not a change of the token: the change log does not carry it.
 */
export class LastUse {
  readonly #uses = new Map<string, Date>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly storage: Storage,
    private readonly now: World["now"],
    private readonly everyMs = 5000,
  ) {}

  note(tokenId: string): void {
    this.#uses.set(tokenId, this.now());
    this.#timer ??= setTimeout(() => void this.flush(), this.everyMs);
  }

  /** Resolves when every use so far is written. What cannot be written now goes with the next ones. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#write()).catch(() => undefined);
    return this.#writing;
  }

  async #write(): Promise<void> {
    const uses = [...this.#uses];
    if (uses.length === 0) return;
    await this.storage.write(async (writer) => {
      for (const [id, used] of uses) {
        const at = used.toISOString();
        await writer.execute(
          sql`UPDATE "_tokens" SET "lastUsed" = ${at} WHERE "id" = ${id} AND "lastUsed" < ${at}`,
        );
      }
    });
    for (const [id, used] of uses) if (this.#uses.get(id) === used) this.#uses.delete(id);
  }
}
