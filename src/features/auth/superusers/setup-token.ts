import { Failure } from "../../../kernel/failure.ts";
import type { World } from "../../../kernel/feature.ts";
import { identifier, sql } from "../../../kernel/sql.ts";
import type { Reader } from "../../../kernel/storage.ts";
import { superusersName } from "../../collections/collection.ts";
import { readInstance, writeInstance } from "../instance-row.ts";

/**
 * A new one-time token for making the first superuser; earlier ones end. Only its hash is kept.
 * Null where there is a superuser already.
 */
export function makeSetupToken(world: Pick<World, "storage" | "randomId">): Promise<string | null> {
  return world.storage.write(async (writer) => {
    if (!(await needsSetup(writer))) return null;
    const token = world.randomId(40);
    await writeInstance(writer, "setupTokenHash", hashOf(token));
    return token;
  });
}

/** @throws Failure `conflict` when there is a superuser already, `forbidden` for a wrong token. */
export async function checkSetupToken(reader: Reader, token: string): Promise<void> {
  if (!(await needsSetup(reader))) {
    throw new Failure("conflict", "There is a superuser already.", {
      hint: "Sign in with it; vaultbase superuser reset-password EMAIL sets a new password.",
    });
  }
  const kept = await readInstance(reader, "setupTokenHash");
  if (kept !== null && crypto.timingSafeEqual(Buffer.from(kept), Buffer.from(hashOf(token))))
    return;
  throw new Failure("forbidden", "The setup link is not valid.", {
    hint: "Each start of the server prints a new link and ends the one before; vaultbase superuser create EMAIL needs none.",
  });
}

async function needsSetup(reader: Reader): Promise<boolean> {
  const rows = await reader.all(sql`SELECT 1 FROM ${identifier(superusersName)} LIMIT 1`);
  return rows.length === 0;
}

function hashOf(token: string): string {
  return new Bun.CryptoHasher("sha256").update(token).digest("hex");
}
