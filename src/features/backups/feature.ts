import type { Feature } from "../../kernel/feature.ts";
import { autoBackup } from "./auto-backup.ts";
import { backupProgress } from "./backup-progress.ts";
import { BackupShelf } from "./backup-shelf.ts";
import { createBackup } from "./create-backup.ts";
import { deleteBackup } from "./delete-backup.ts";
import { listBackups } from "./list-backups.ts";
import { receiveBackup } from "./receive-backup.ts";
import { restoreBackup } from "./restore-backup.ts";
import { verifyBackup } from "./verify-backup.ts";

/** Data and files in one zip, made while writes go on, checked, and put back whole or not at all. */
export const backups = {
  name: "backups",
  operations: [
    listBackups,
    createBackup,
    backupProgress,
    verifyBackup,
    deleteBackup,
    restoreBackup,
    receiveBackup,
  ],
  migrations: [],
  crons: [autoBackup],
  start: async (world) => ({ backups: new BackupShelf(world) }),
} satisfies Feature;
