import { sql } from "../../kernel/sql.ts";
import type { Reader, Storage, Writer } from "../../kernel/storage.ts";
import type { Vault } from "../../kernel/vault.ts";
import { Catalog, type Catalogs } from "./catalog.ts";
import { readDefinition } from "./definition.ts";

/**
 * The catalog that is good now. A look costs a microsecond: only when somebody committed something
 * is the schema's version read, and only when that moved are the collections.
 */
export class LiveCatalogs implements Catalogs {
  #catalog: Catalog | undefined;
  #revision = Number.NaN;

  constructor(
    private readonly storage: Storage,
    private readonly vault: Vault,
  ) {}

  get latest(): Catalog | undefined {
    return this.#catalog;
  }

  async current(): Promise<Catalog> {
    const revision = this.storage.revision();
    if (this.#catalog && revision === this.#revision) return this.#catalog;
    const catalog = await this.within(this.storage);
    this.#catalog = catalog;
    this.#revision = revision;
    return catalog;
  }

  async within(reader: Reader): Promise<Catalog> {
    const version = await schemaVersion(reader);
    if (this.#catalog?.version === version) return this.#catalog;
    return loadCatalog(reader, this.vault);
  }
}

const versionStatement = sql`SELECT "value" FROM "_meta" WHERE "id" = 'schema'`;

async function schemaVersion(reader: Reader): Promise<number> {
  const [row] = await reader.all<{ value: number }>(versionStatement);
  return row?.value ?? 0;
}

/** Definitions and their version in one statement, so that they are of one moment. */
export async function loadCatalog(reader: Reader, vault: Vault): Promise<Catalog> {
  const rows = await reader.all<{ definition: string; version: number | null }>(
    sql`SELECT "definition", (${versionStatement}) AS "version" FROM "_collections" ORDER BY "name"`,
  );
  return new Catalog(
    rows[0]?.version ?? 0,
    rows.map((row) => readDefinition(row.definition, vault)),
  );
}

export async function bumpSchema(writer: Writer): Promise<void> {
  await writer.execute(
    sql`INSERT INTO "_meta" ("id", "value") VALUES ('schema', 1)
      ON CONFLICT ("id") DO UPDATE SET "value" = "value" + 1`,
  );
}
