import { Failure, type Problem } from "../../kernel/failure.ts";

/** What people may call a backup. */
const given = /^[a-z0-9_-]+\.zip$/;

/** Those that the clock made begin with a sign that no given name has: only they are thrown away. */
const automatic = "@auto_backup_";

/** @throws Failure `invalid`. */
export function checkBackupKey(key: string): void {
  if (key.length > 150) {
    const params = { min: 1, max: 150 };
    const message = "The length must be between 1 and 150.";
    throw badName({ code: "validation_length_out_of_range", message, params });
  }
  if (given.test(key)) return;
  throw badName({ code: "validation_match_invalid", message: "Must be in a valid format." });
}

export function nameTaken(): Failure {
  const message = "The backup file name is invalid or already exists.";
  return badName({ code: "validation_backup_name_exists", message });
}

function badName(problem: Problem): Failure {
  return new Failure("invalid", "An error occurred while validating the submitted data.", {
    hint: "A name looks like before_the_move.zip, and nothing has it yet.",
    problems: { name: problem },
  });
}

/** `vaultbase_backup_20260301123456.zip` */
export function newBackupKey(now: Date): string {
  return `vaultbase_backup_${stamp(now)}.zip`;
}

export function newAutomaticKey(now: Date): string {
  return `${automatic}${stamp(now)}.zip`;
}

export function isAutomatic(key: string): boolean {
  return key.startsWith(automatic);
}

/** Whether it can be the name of a file here at all: it leads nowhere else. */
export function isBackupKey(key: string): boolean {
  return given.test(isAutomatic(key) ? key.slice(1) : key);
}

function stamp(now: Date): string {
  return now.toISOString().replaceAll(/\D/g, "").slice(0, 14);
}
