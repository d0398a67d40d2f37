import { Type } from "@sinclair/typebox";
import { choice } from "../../kernel/choice.ts";
import { operation } from "../../kernel/operation.ts";
import { backupSteps } from "./backup-work.ts";

const work = Type.Object({
  action: choice(["create", "restore"]),
  key: Type.String(),
  started: Type.String({ description: "UTC." }),
  step: choice(backupSteps),
  done: Type.Integer({ description: "Bytes of this step." }),
  total: Type.Integer({ description: "Bytes; 0: not known." }),
});

export const backupProgress = operation({
  name: "backups.progress",
  summary: "Tell which backup is being made or restored, and how far that is.",
  access: "superuser",
  scope: "admin",
  effect: "read",
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({
    work: Type.Union([work, Type.Null()]),
    notRestored: Type.String({
      description: "Why the server kept its data when it started anew for a restore, else empty.",
    }),
  }),
  http: "GET /backups/progress",

  async run({ services: { backups } }) {
    const { work: present, notRestored } = backups;
    if (!present) return { work: null, notRestored };
    const { action, key, started, step, done, total } = present;
    return {
      work: { action, key, started: started.toISOString(), step, done: Math.round(done), total },
      notRestored,
    };
  },
});
