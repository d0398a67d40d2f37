import type { Latest } from "../../kernel/latest.ts";
import { sql } from "../../kernel/sql.ts";
import type { Reader } from "../../kernel/storage.ts";
import type { TableChange } from "../../kernel/table-change.ts";
import type { SavedPrompt } from "./saved-prompt.ts";

export const promptsTable = "_prompts";

export const createPromptsTable: TableChange = {
  change: "createTable",
  table: promptsTable,
  columns: [{ name: "definition", kind: "text", default: "{}" }],
};

/** By name. */
export async function readPrompts(reader: Reader): Promise<ReadonlyMap<string, SavedPrompt>> {
  const rows = await reader.all<{ id: string; definition: string }>(
    sql`SELECT "id", "definition" FROM "_prompts" ORDER BY "id"`,
  );
  return new Map(rows.map(({ id, definition }) => [id, JSON.parse(definition) as SavedPrompt]));
}

declare module "../../kernel/context.ts" {
  interface Services {
    readonly prompts: Latest<ReadonlyMap<string, SavedPrompt>>;
  }
}
