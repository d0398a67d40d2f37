import { rm } from "node:fs/promises";
import { Type } from "@sinclair/typebox";
import { operation } from "../../kernel/operation.ts";
import { backupKeyInput } from "./backup-key-input.ts";

export const deleteBackup = operation({
  name: "backups.delete",
  summary: "Delete a backup.",
  access: "superuser",
  scope: "admin",
  effect: "destroy",
  dryRun: false,
  input: backupKeyInput,
  output: Type.Object({}),
  http: "DELETE /backups/:key",

  async run({ services: { backups } }, input) {
    const { key } = await backups.get(input.key);
    await rm(backups.pathOf(key));
    return {};
  },
});
