import { Type } from "@sinclair/typebox";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Failure, type Problem } from "../../kernel/failure.ts";
import { operation } from "../../kernel/operation.ts";
import type { Upload } from "../../kernel/upload.ts";
import { checkBackupKey } from "./backup-key.ts";

/** A zip from elsewhere, kept under its own name; what is in it shows when it is verified. */
export const receiveBackup = operation({
  name: "backups.receive",
  summary: "Keep a zip that was made elsewhere.",
  access: "superuser",
  scope: "admin",
  effect: "write",
  dryRun: false,
  input: Type.Object({ file: Type.Unsafe<Upload>(Type.Any()) }, { additionalProperties: false }),
  output: Type.Object({}),

  async run({ services: { backups } }, { file }) {
    checkBackupKey(file.name);
    const start = new Uint8Array(await file.content.slice(0, 4).arrayBuffer());
    if (!zipStart.every((byte, index) => start[index] === byte)) throw noZip(file.name);
    await backups.inFolder(async (folder) => {
      const path = join(folder, "received.zip");
      const content = file.content.stream() as AsyncIterable<Uint8Array>;
      await pipeline(content, createWriteStream(path, { flush: true, mode: 0o600 }));
      await backups.add(path, file.name);
    });
    return {};
  },
});

const zipStart = [0x50, 0x4b, 0x03, 0x04];

function noZip(name: string): Failure {
  const problem: Problem = {
    code: "validation_invalid_mime_type",
    message: `"${name}" mime type must be one of: application/zip.`,
  };
  return new Failure("invalid", "An error occurred while validating the submitted data.", {
    hint: "Send a zip that vaultbase backup create made.",
    problems: { file: problem },
  });
}
