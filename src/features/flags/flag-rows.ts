import { sql } from "../../kernel/sql.ts";
import type { Reader, Storage } from "../../kernel/storage.ts";
import type { TableChange } from "../../kernel/table-change.ts";
import type { Flag } from "./flag.ts";

export const flagsTable = "_flags";

export const createFlagsTable: TableChange = {
  change: "createTable",
  table: flagsTable,
  columns: [{ name: "definition", kind: "text", default: "{}" }],
};

/** The flags of all processes as they are now; read again when somebody committed something. */
export class LiveFlags {
  #flags: ReadonlyMap<string, Flag> = new Map();
  #revision = Number.NaN;

  constructor(private readonly storage: Storage) {}

  async current(): Promise<ReadonlyMap<string, Flag>> {
    const revision = this.storage.revision();
    if (revision === this.#revision) return this.#flags;
    this.#flags = await readFlags(this.storage);
    this.#revision = revision;
    return this.#flags;
  }
}

export async function readFlags(reader: Reader): Promise<ReadonlyMap<string, Flag>> {
  const rows = await reader.all<{ id: string; definition: string }>(
    sql`SELECT "id", "definition" FROM "_flags" ORDER BY "id"`,
  );
  return new Map(rows.map(({ id, definition }) => [id, JSON.parse(definition) as Flag]));
}

declare module "../../kernel/context.ts" {
  interface Services {
    readonly flags: LiveFlags;
  }
}
