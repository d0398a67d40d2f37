/** What is being done with a backup at this moment, and how far it is. */
export class BackupWork {
  step: BackupStep;
  /** Bytes of this step. */
  done = 0;
  /** 0 where nobody knows beforehand. */
  total = 0;

  constructor(
    readonly action: BackupAction,
    readonly key: string,
    readonly started: Date,
  ) {
    this.step = firstSteps[action];
  }

  begin(step: BackupStep, total = 0): void {
    this.step = step;
    this.done = 0;
    this.total = total;
  }

  advance(bytes: number): void {
    this.done += bytes;
  }
}

export const backupActions = ["create", "restore", "verify"] as const;
export type BackupAction = (typeof backupActions)[number];

/**
 * In the order they come: a backup is copied, checked and packed; a restore unpacked, checked and
 * tried; one that is verified is read and checked.
 */
export const backupSteps = [
  "copying",
  "packing",
  "unpacking",
  "reading",
  "checking",
  "trying",
] as const;
export type BackupStep = (typeof backupSteps)[number];

const firstSteps: Readonly<Record<BackupAction, BackupStep>> = {
  create: "copying",
  restore: "unpacking",
  verify: "reading",
};
