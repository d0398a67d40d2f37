import type { Context } from "../../kernel/context.ts";
import type { Writer } from "../../kernel/storage.ts";
import type { Collection } from "../collections/collection.ts";
import { scriptsOf } from "../scripts/live-scripts.ts";
import { dropScript } from "../scripts/save-script.ts";

/** With a collection go its own hooks; those of all collections stay. */
export async function forgetHooks(
  context: Context,
  writer: Writer,
  { id }: Collection,
): Promise<void> {
  for (const hook of await scriptsOf(writer, "hook")) {
    if (hook.collection === id) await dropScript(context, writer, hook);
  }
}
