import { statfs } from "node:fs/promises";
import { Type } from "@sinclair/typebox";
import type { Blobs } from "../../kernel/blobs.ts";
import { limits } from "../../kernel/limits.ts";
import { operation } from "../../kernel/operation.ts";

declare module "../../kernel/context.ts" {
  interface Services {
    /** Bytes that may still be written where the data lies; null where the system does not say. */
    readonly freeBytes: () => Promise<number | null>;
  }
}

/** How much room everything takes, and how much is left. */
export const serverUsage = operation({
  name: "server.usage",
  summary: "Tell how much room data, files, logs and backups take, and how much is left.",
  access: "superuser",
  scope: "read:metrics",
  effect: "read",
  reach: "everything",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({
    databaseBytes: Type.Integer({ description: "With what waits to be put in its place." }),
    logBytes: Type.Integer(),
    files: Type.Object({
      count: Type.Integer(),
      bytes: Type.Integer(),
      complete: Type.Boolean({ description: "False: there are more than were counted." }),
    }),
    backups: Type.Object({ count: Type.Integer(), bytes: Type.Integer() }),
    freeBytes: Type.Union([Type.Integer(), Type.Null()]),
  }),
  http: "GET /server/usage",
  command: { positional: [], example: "vaultbase server usage" },

  async run({ services, storage, blobs }) {
    const logs = await services.logs.read();
    const backups = await services.backups.list();
    return {
      databaseBytes: sizeOf(storage.vitals()),
      logBytes: sizeOf(logs.vitals()),
      files: await countFiles(blobs),
      backups: {
        count: backups.length,
        bytes: backups.reduce((sum, { size }) => sum + size, 0),
      },
      freeBytes: await services.freeBytes(),
    };
  },
});

export async function freeBytesAt(directory: string): Promise<number | null> {
  const { bavail, bsize } = await statfs(directory);
  // Some network file systems answer nothing.
  return bsize > 0 ? bavail * bsize : null;
}

function sizeOf({ bytes, logBytes }: { readonly bytes: number; readonly logBytes: number }) {
  return bytes + logBytes;
}

/** Each has to be looked at: somebody with a million is told of the first ones. */
async function countFiles(blobs: Blobs) {
  let count = 0;
  let bytes = 0;
  for await (const { size } of blobs.list("")) {
    if (count === limits.filesCounted) return { count, bytes, complete: false };
    count++;
    bytes += size;
  }
  return { count, bytes, complete: true };
}
