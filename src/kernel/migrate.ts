import { Failure } from "./failure.ts";
import type { Feature, Migration, World } from "./feature.ts";
import { sql } from "./sql.ts";
import type { Reader, Storage } from "./storage.ts";

/**
 * Brings our own tables up to this version, in one transaction.
 * @throws Failure `conflict` when a newer version has already been here.
 */
export async function migrate(
  storage: Storage,
  features: readonly Feature[],
  world: Pick<World, "now" | "randomId" | "vault">,
): Promise<void> {
  const wanted = features.flatMap((feature) => feature.migrations);
  if (pending(wanted, await applied(storage)).length === 0) return;
  await storage.write(async (writer) => {
    await writer.execute(
      sql`CREATE TABLE IF NOT EXISTS "_migrations" ("id" TEXT PRIMARY KEY NOT NULL, "applied" TEXT NOT NULL)`,
    );
    for (const migration of pending(wanted, await applied(writer))) {
      await migration.run(writer, world);
      await writer.execute(
        sql`INSERT INTO "_migrations" ("id", "applied") VALUES (${migration.id}, ${world.now().toISOString()})`,
      );
    }
  });
}

function pending(wanted: readonly Migration[], done: ReadonlySet<string>): Migration[] {
  const known = new Set(wanted.map((migration) => migration.id));
  const unknown = [...done].find((id) => !known.has(id));
  if (unknown) {
    throw new Failure(
      "conflict",
      "The data directory was written by a newer version of Vaultbase.",
      {
        hint: `It holds the migration ${unknown}, which this version does not know: start that version or a later one.`,
      },
    );
  }
  return wanted.filter((migration) => !done.has(migration.id));
}

async function applied(reader: Reader): Promise<Set<string>> {
  if (!(await reader.hasTable("_migrations"))) return new Set();
  const rows = await reader.all<{ id: string }>(sql`SELECT "id" FROM "_migrations"`);
  return new Set(rows.map((row) => row.id));
}
