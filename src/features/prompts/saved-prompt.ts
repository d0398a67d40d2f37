/** A text that begins a conversation, with blanks that whoever chooses it fills in. */
export interface SavedPrompt {
  /** What people choose it by: `weekly-report`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly PromptArgument[];
  /** `Write to {{customer}}.` */
  readonly template: string;
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly updated: string;
}

export interface PromptArgument {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  /** `customers.name`: the field whose values are proposed; "" for none. */
  readonly completion: string;
}

const blanks = /\{\{\s*([\w-]+)\s*\}\}/g;

/** The names between double braces, each once. */
export function blanksIn(template: string): string[] {
  return [...new Set([...template.matchAll(blanks)].map(([, name = ""]) => name))];
}

/** In one go: braces in a value are not looked at again. Arguments that were left out are empty. */
export function fillIn(template: string, valueOf: (name: string) => string): string {
  return template.replace(blanks, (_, name: string) => valueOf(name));
}
