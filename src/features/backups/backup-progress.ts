import { Type } from "@sinclair/typebox";
import { choice } from "../../kernel/choice.ts";
import { operation } from "../../kernel/operation.ts";
import { backupActions, backupSteps, type BackupWork } from "./backup-work.ts";

const work = Type.Object({
  action: choice(backupActions),
  key: Type.String(),
  started: Type.String({ description: "UTC." }),
  step: choice(backupSteps),
  done: Type.Integer({ description: "Bytes of this step." }),
  total: Type.Integer({ description: "Bytes; 0: not known." }),
});

export const backupProgress = operation({
  name: "backups.progress",
  summary: "Tell which backup is being made, restored or verified, and how far that is.",
  access: "superuser",
  scope: "admin",
  effect: "read",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({
    work: Type.Union([work, Type.Null()]),
    verifying: Type.Array(work),
    notRestored: Type.String({
      description: "Why the server kept its data when it started anew for a restore, else empty.",
    }),
  }),
  http: "GET /backups/progress",

  run: async ({ services: { backups } }) => ({
    work: backups.work && present(backups.work),
    verifying: backups.verifying.map(present),
    notRestored: backups.notRestored,
  }),
});

function present({ action, key, started, step, done, total }: BackupWork) {
  return { action, key, started: started.toISOString(), step, done: Math.round(done), total };
}
