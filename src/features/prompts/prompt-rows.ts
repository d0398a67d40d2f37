import { sql } from "../../kernel/sql.ts";
import type { Reader, Storage } from "../../kernel/storage.ts";
import type { TableChange } from "../../kernel/table-change.ts";
import type { SavedPrompt } from "./saved-prompt.ts";

export const promptsTable = "_prompts";

export const createPromptsTable: TableChange = {
  change: "createTable",
  table: promptsTable,
  columns: [{ name: "definition", kind: "text", default: "{}" }],
};

/** The prompts of all processes as they are now, by name; read again when somebody wrote something. */
export class LivePrompts {
  #prompts: ReadonlyMap<string, SavedPrompt> = new Map();
  #revision = Number.NaN;

  constructor(private readonly storage: Storage) {}

  async current(): Promise<ReadonlyMap<string, SavedPrompt>> {
    const revision = this.storage.revision();
    if (revision === this.#revision) return this.#prompts;
    this.#prompts = await readPrompts(this.storage);
    this.#revision = revision;
    return this.#prompts;
  }
}

export async function readPrompts(reader: Reader): Promise<ReadonlyMap<string, SavedPrompt>> {
  const rows = await reader.all<{ id: string; definition: string }>(
    sql`SELECT "id", "definition" FROM "_prompts" ORDER BY "id"`,
  );
  return new Map(rows.map(({ id, definition }) => [id, JSON.parse(definition) as SavedPrompt]));
}

declare module "../../kernel/context.ts" {
  interface Services {
    readonly prompts: LivePrompts;
  }
}
