import type { Client } from "../../client/client.ts";
import { ClientError } from "../../client/client-error.ts";

/** One write of several. */
export interface Write {
  readonly method: "PATCH" | "DELETE";
  readonly collection: string;
  readonly id: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** How many writes go out as one, where the settings allow batches at all. */
const perBatch = 50;

/**
 * Writes all of them. As batches, which are one call each and can be undone as one; one by one where
 * batches are not allowed. `onProgress` hears how many are done.
 * @throws ClientError of the first that was refused; those before it are written.
 */
export async function writeMany(
  client: Client,
  writes: readonly Write[],
  onProgress: (done: number) => void = () => {},
): Promise<void> {
  let batches = writes.length > 1;
  for (let done = 0; done < writes.length;) {
    const some = writes.slice(done, done + (batches ? perBatch : 1));
    try {
      if (batches) await client.call("records.batch", { requests: some.map(asRequest) });
      else for (const each of some) await writeOne(client, each);
    } catch (thrown) {
      // The settings allow none, or fewer at once.
      const refused = thrown instanceof ClientError && [403, 400].includes(thrown.status);
      if (!batches || !refused || (thrown.problems.requests === undefined && thrown.status !== 403))
        throw thrown;
      batches = false;
      continue;
    }
    done += some.length;
    onProgress(done);
  }
}

function asRequest({ method, collection, id, body }: Write) {
  const url = `/api/collections/${encodeURIComponent(collection)}/records/${encodeURIComponent(id)}`;
  return { method, url, ...(body && { body: { ...body } }) };
}

async function writeOne(client: Client, { method, collection, id, body }: Write): Promise<void> {
  if (method === "DELETE") await client.call("records.delete", { collection, id });
  else await client.call("records.update", { collection, id, data: { ...body } });
}
