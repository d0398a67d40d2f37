import type { Context } from "../../kernel/context.ts";
import { prepareCredentials, type Credentials } from "./auth-fields.ts";
import { Foresight } from "./foresight.ts";
import { NewFiles } from "./new-files.ts";

/** The slow half of a write, done before its transaction, which would hold up every other writer. To be discarded. */
export interface PreparedWrite {
  readonly credentials: Credentials;
  /** With the body: new files go by their stored names in it. */
  readonly files: NewFiles;
  /** What scripts say to it; null where none wants to look. */
  readonly foresight: Foresight | null;
}

/** `id` is null for a record that is not there yet. `look: false`: see `Foresight.of`. */
export async function prepareWrite(
  context: Context,
  collection: string,
  id: string | null,
  data: Readonly<Record<string, unknown>>,
  { upsert = false, look = true }: { readonly upsert?: boolean; readonly look?: boolean } = {},
): Promise<PreparedWrite> {
  const credentials = await prepareCredentials(context, collection, id, data);
  const files = await NewFiles.receive(context, collection, data);
  try {
    const action = upsert ? "upsert" : id === null ? "create" : "update";
    const write = { action, collection, id, data: files.data } as const;
    return { credentials, files, foresight: await Foresight.of(context, write, look) };
  } catch (thrown) {
    await files.discard();
    throw thrown;
  }
}

/** When the write has ended, well or not. */
export async function discardPrepared({ files, foresight }: PreparedWrite): Promise<void> {
  await files.discard();
  await foresight?.discard();
}
