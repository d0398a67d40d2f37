import { Failure, type Problem } from "../../kernel/failure.ts";
import { StaleSchema } from "../../kernel/storage.ts";

/** SQLite's errors in the kernel's words; whatever is not foreseen stays as it is. */
export function translate(thrown: unknown): unknown {
  if (!isSqliteError(thrown)) return thrown;
  const { code } = thrown;
  if (/^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY|ROWID)/.test(code)) return conflict(thrown);
  if (/no such (table|column)|has no column named/.test(thrown.message)) {
    return new StaleSchema(thrown.message, { cause: thrown });
  }
  if (code === "SQLITE_FULL") return unavailable(thrown, "The disk is full: free some space.");
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) {
    return unavailable(thrown, "Another process keeps the data locked; try again.");
  }
  if (code.startsWith("SQLITE_IOERR") || code === "SQLITE_READONLY" || code === "SQLITE_CANTOPEN") {
    return unavailable(thrown, "The data directory cannot be read or written: check the disk.");
  }
  if (code === "SQLITE_NOTADB" || code.startsWith("SQLITE_CORRUPT")) {
    return new Failure("unavailable", "The data file is damaged or is no database.", {
      cause: thrown,
      hint: "Restore a backup, or point to another data directory.",
    });
  }
  return thrown;
}

function unavailable(cause: Error, hint: string): Failure {
  return new Failure("unavailable", "The data cannot be reached right now.", { cause, hint });
}

/** `UNIQUE constraint failed: posts.slug, posts.lang` → a problem for slug and one for lang. */
function conflict(cause: Error): Failure {
  const notUnique: Problem = { code: "validation_not_unique", message: "Value must be unique." };
  const names = (cause.message.split("failed: ")[1] ?? "").split(", ");
  const columns = names.filter((name) => name.includes(".")).map((name) => name.split(".")[1]!);
  return new Failure("conflict", "The value is taken already.", {
    cause,
    hint: `Not unique: ${columns.join(", ") || names.join(", ")}.`,
    problems: Object.fromEntries(columns.map((column) => [column, notUnique])),
  });
}

export function isBusy(thrown: unknown): boolean {
  return isSqliteError(thrown) && thrown.code.startsWith("SQLITE_BUSY");
}

/** By its code, which is all that another thread's errors keep. */
function isSqliteError(thrown: unknown): thrown is Error & { readonly code: string } {
  return thrown instanceof Error && "code" in thrown && String(thrown.code).startsWith("SQLITE_");
}
