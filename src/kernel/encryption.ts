import { Failure } from "./failure.ts";
import type { Feature } from "./feature.ts";
import { sql } from "./sql.ts";
import type { Reader, Storage } from "./storage.ts";
import type { Vault } from "./vault.ts";

/** @throws Failure `conflict` when the data directory is not encrypted with this vault's key. */
export async function checkEncryption(storage: Reader, vault: Vault): Promise<void> {
  const keyId = await encryptedWith(storage);
  if (keyId === vault.keyId) return;
  if (keyId === null) {
    throw new Failure("conflict", "There is a key, but the data directory is not encrypted.", {
      hint: "Encrypt it with `vaultbase encryption rotate`, or take VAULTBASE_ENCRYPTION_KEY away.",
    });
  }
  throw new Failure("conflict", `The data directory is encrypted with the key ${keyId}.`, {
    hint:
      vault.keyId === null
        ? "Set VAULTBASE_ENCRYPTION_KEY or VAULTBASE_ENCRYPTION_KEY_FILE to that key."
        : `VAULTBASE_ENCRYPTION_KEY is another key (${vault.keyId}). Nothing was touched.`,
  });
}

/**
 * Seals every secret of the data directory anew, in one transaction: it is encrypted with the old
 * key or with the new one, whatever happens in between. `from` is null for a directory that has just
 * been made.
 * @throws Failure `conflict` when it is not encrypted with the old key.
 */
export async function changeEncryption(
  storage: Storage,
  features: readonly Feature[],
  from: Vault | null,
  to: Vault,
): Promise<void> {
  const turn = (stored: string) => to.seal((from ?? to).unseal(stored));
  await storage.write(async (writer) => {
    if (from) await checkEncryption(writer, from);
    for (const feature of features) await feature.turnSecrets?.(writer, turn);
    await writer.execute(
      sql`CREATE TABLE IF NOT EXISTS "_encryption" ("id" TEXT PRIMARY KEY NOT NULL, "keyId" TEXT NOT NULL)`,
    );
    await writer.execute(
      sql`INSERT INTO "_encryption" ("id", "keyId") VALUES ('secrets', ${to.keyId ?? ""})
        ON CONFLICT ("id") DO UPDATE SET "keyId" = excluded."keyId"`,
    );
  });
}

/** The id of the key, or null where nothing is encrypted. */
export async function encryptedWith(reader: Reader): Promise<string | null> {
  if (!(await reader.hasTable("_encryption"))) return null;
  const rows = await reader.all<{ keyId: string }>(
    sql`SELECT "keyId" FROM "_encryption" WHERE "id" = 'secrets'`,
  );
  return rows[0]?.keyId || null;
}
