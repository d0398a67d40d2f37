import { rm } from "node:fs/promises";
import type { Cron } from "../../kernel/cron.ts";
import { isAutomatic, newAutomaticKey } from "./backup-key.ts";
import { makeBackup } from "./make-backup.ts";

/** When settings say so; of those it made, the newest are kept. */
export const autoBackup: Cron = {
  id: "__pbAutoBackup__",
  summary: "Makes a backup and keeps the newest ones.",
  expression: async ({ services }) => (await services.settings.current()).backups.cron,

  async run(context) {
    const { backups: shelf, settings } = context.services;
    await makeBackup(context, newAutomaticKey(context.now()));
    const { cronMaxKeep } = (await settings.current()).backups;
    const made = (await shelf.list()).filter(({ key }) => isAutomatic(key));
    for (const { key } of made.slice(Math.max(1, cronMaxKeep))) await rm(shelf.pathOf(key));
  },
};
