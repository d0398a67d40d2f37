import type { World } from "../../kernel/feature.ts";
import { limits } from "../../kernel/limits.ts";
import { sql } from "../../kernel/sql.ts";
import type { Storage } from "../../kernel/storage.ts";

/**
 * Which resources sessions are subscribed to, for the process that goes on with them. Sessions go by
 * what cannot be turned back into their ids.
 */
export class KeptSubscriptions {
  constructor(
    private readonly world: Pick<World, "now" | "randomId">,
    private readonly open: () => Promise<Storage>,
  ) {}

  /** Of a session that goes on; what nobody has gone on with for long is forgotten. */
  async of(session: string): Promise<string[]> {
    const storage = await this.open();
    const nowMs = this.world.now().getTime();
    const key = keyOf(session);
    return storage.write(async (writer) => {
      await writer.execute(
        sql`UPDATE "subscriptions" SET "kept" = ${nowMs} WHERE "session" = ${key}`,
      );
      await writer.execute(
        sql`DELETE FROM "subscriptions" WHERE "kept" < ${nowMs - limits.mcpSubscriptionsKeptMs}`,
      );
      const rows = await writer.all<{ uri: string }>(
        sql`SELECT "uri" FROM "subscriptions" WHERE "session" = ${key}`,
      );
      return rows.map(({ uri }) => uri);
    });
  }

  async add(session: string, uri: string): Promise<void> {
    const storage = await this.open();
    const { now, randomId } = this.world;
    await storage.write((writer) =>
      writer.execute(
        sql`INSERT INTO "subscriptions" ("id", "session", "uri", "kept")
          VALUES (${randomId(15)}, ${keyOf(session)}, ${uri}, ${now().getTime()})
          ON CONFLICT ("session", "uri") DO NOTHING`,
      ),
    );
  }

  async remove(session: string, uri: string): Promise<void> {
    const storage = await this.open();
    await storage.write((writer) =>
      writer.execute(
        sql`DELETE FROM "subscriptions" WHERE "session" = ${keyOf(session)} AND "uri" = ${uri}`,
      ),
    );
  }

  /** All of a session that is over for good. */
  async forget(session: string): Promise<void> {
    const storage = await this.open();
    await storage.write((writer) =>
      writer.execute(sql`DELETE FROM "subscriptions" WHERE "session" = ${keyOf(session)}`),
    );
  }
}

function keyOf(session: string): string {
  return new Bun.CryptoHasher("sha256").update(session).digest("hex");
}
