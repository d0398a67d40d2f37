import type { Context } from "../../kernel/context.ts";
import { prepareCredentials, type Credentials } from "./auth-fields.ts";
import { NewFiles } from "./new-files.ts";

/** The slow half of a write, done before its transaction, which would hold up every other writer. */
export interface PreparedWrite {
  readonly credentials: Credentials;
  /** With the body: new files go by their stored names in it. Discarded when the write has ended. */
  readonly files: NewFiles;
}

/** `id` is null for a record that is not there yet. */
export async function prepareWrite(
  context: Context,
  collection: string,
  id: string | null,
  data: Readonly<Record<string, unknown>>,
): Promise<PreparedWrite> {
  const credentials = await prepareCredentials(context, collection, id, data);
  return { credentials, files: await NewFiles.receive(context, collection, data) };
}
