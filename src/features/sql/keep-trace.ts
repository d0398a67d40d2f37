import type { Context } from "../../kernel/context.ts";

/**
 * The call's entry in the audit, before another process writes in its name: a crash in between leaves
 * an entry that changed nothing, never a change without its entry.
 */
export function keepTrace({ storage }: Context): () => Promise<void> {
  return () => storage.write(() => Promise.resolve());
}
