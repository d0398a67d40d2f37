import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { backupKeyInput } from "./backup-key-input.ts";
import { BackupWork } from "./backup-work.ts";
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

  async run({ services: { backups }, now }, input) {
    const { key } = await backups.get(input.key);
    const { directory, workbench } = backups.world;
    const work = new BackupWork("restore", key, now());
    await backups.alone(work, () =>
      prepareRestore(directory, workbench, backups.pathOf(key), work),
    );
    backups.announceRestore();
    return {};
  },
});
