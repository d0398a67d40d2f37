/** What is being done to the whole of the data at this moment, and how far it is. */
export class BackupWork {
  step: BackupStep;
  /** Bytes of this step. */
  done = 0;
  /** 0 where nobody knows beforehand. */
  total = 0;

  constructor(
    readonly action: "create" | "restore",
    readonly key: string,
    readonly started: Date,
  ) {
    this.step = action === "create" ? "copying" : "unpacking";
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

/** In the order they come: a backup is copied, checked and packed; a restore unpacked, checked and tried. */
export const backupSteps = ["copying", "packing", "unpacking", "checking", "trying"] as const;
export type BackupStep = (typeof backupSteps)[number];
