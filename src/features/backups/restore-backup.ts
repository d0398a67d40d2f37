import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { backupKeyInput } from "./backup-key-input.ts";
import { prepareRestore } from "./prepare-restore.ts";

/** Answers when the backup has been unpacked and tried; the server then starts anew on it. */
export const restoreBackup = operation({
  name: "backups.restore",
  summary: "Put a backup in the place of all data and files; the server starts anew on it.",
  access: "superuser",
  scope: "admin",
  effect: "destroy",
  dryRun: false,
  input: backupKeyInput,
  output: Type.Object({}),
  http: "POST /backups/:key/restore",

  async run({ services: { backups } }, input) {
    const { key } = await backups.get(input.key);
    const { directory, workbench } = backups.world;
    await backups.alone(() => prepareRestore(directory, workbench, backups.pathOf(key)));
    backups.announceRestore();
    return {};
  },
});
