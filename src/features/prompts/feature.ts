import type { Feature } from "../../kernel/feature.ts";
import { Latest } from "../../kernel/latest.ts";
import { deletePrompt } from "./delete-prompt.ts";
import { listCompletions } from "./list-completions.ts";
import { listPrompts } from "./list-prompts.ts";
import { createPromptsTable, readPrompts } from "./prompt-rows.ts";
import { savePrompt } from "./save-prompt.ts";

/** Prompts that superusers write for the people who work with agents. */
export const prompts = {
  name: "prompts",
  operations: [listPrompts, listCompletions, savePrompt, deletePrompt],
  migrations: [{ id: "prompts-1-table", run: (writer) => writer.change([createPromptsTable]) }],
  start: ({ storage }) => Promise.resolve({ prompts: new Latest(storage, readPrompts) }),
} satisfies Feature;
