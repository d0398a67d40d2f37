import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { backupKeyInput } from "./backup-key-input.ts";
import { BackupWork } from "./backup-work.ts";
import { readBackup } from "./read-backup.ts";

export const verifyBackup = operation({
  name: "backups.verify",
  summary: "Read a backup from end to end and tell whether it can be restored.",
  access: "superuser",
  scope: "admin",
  effect: "read",
  input: backupKeyInput,
  output: Type.Object({
    created: Type.String(),
    madeBy: Type.String(),
    files: Type.Integer(),
    rows: Type.Integer(),
    problems: Type.Array(Type.String()),
  }),
  http: "GET /backups/:key/verify",

  async run({ services: { backups }, now }, input) {
    const { key } = await backups.get(input.key);
    const { workbench } = backups.world;
    const work = new BackupWork("verify", key, now());
    return backups.beside(work, () =>
      backups.inFolder((folder) => readBackup(workbench, backups.pathOf(key), folder, { work })),
    );
  },
});
