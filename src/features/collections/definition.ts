import type { Writer } from "../../kernel/storage.ts";
import { sql } from "../../kernel/sql.ts";
import type { Vault } from "../../kernel/vault.ts";
import type { Collection } from "./collection.ts";

/** What a collection's definition keeps to itself, whatever part of it they stand in. */
const secretKeys: ReadonlySet<string> = new Set(["secret", "clientSecret"]);

/** A collection as it is stored, its secrets sealed. */
export function sealDefinition(collection: Collection, vault: Vault): string {
  return JSON.stringify(collection, onSecrets(vault.seal));
}

export function readDefinition(text: string, vault: Vault): Collection {
  return JSON.parse(text, text.includes('"sealed:') ? onSecrets(vault.unseal) : undefined);
}

/** Stores every collection's secrets as `turn` has them. */
export async function turnDefinitions(
  writer: Writer,
  turn: (stored: string) => string,
): Promise<void> {
  const rows = await writer.all<{ id: string; definition: string }>(
    sql`SELECT "id", "definition" FROM "_collections"`,
  );
  for (const { id, definition } of rows) {
    const turned = JSON.stringify(JSON.parse(definition, onSecrets(turn)));
    await writer.execute(
      sql`UPDATE "_collections" SET "definition" = ${turned} WHERE "id" = ${id}`,
    );
  }
}

function onSecrets(change: (secret: string) => string) {
  return (key: string, value: unknown) =>
    secretKeys.has(key) && typeof value === "string" ? change(value) : value;
}
