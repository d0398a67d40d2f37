import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { checkBackupKey, newBackupKey } from "./backup-key.ts";
import { makeBackup } from "./make-backup.ts";

export const createBackup = operation({
  name: "backups.create",
  summary: "Make a backup of the data and the files, while everybody works on.",
  access: "superuser",
  scope: "admin",
  effect: "write",
  dryRun: false,
  input: Type.Object(
    { name: Type.Optional(Type.String({ description: "Such as before_the_move.zip." })) },
    { additionalProperties: false },
  ),
  output: Type.Object({}),
  http: "POST /backups",

  async run(context, { name }) {
    if (name) checkBackupKey(name);
    await makeBackup(context, name || newBackupKey(context.now()));
    return {};
  },
});
