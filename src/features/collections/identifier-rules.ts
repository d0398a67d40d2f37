import type { Problem } from "../../kernel/failure.ts";
import { problem } from "./fields/casting.ts";

/** Whether a collection of one's own may be called this, where no other is. */
export function isCollectionName(name: string): boolean {
  return name !== "" && checkIdentifier(name, 255) === null && !isReservedForTables(name);
}

export function isReservedForTables(name: string): boolean {
  return /^_|^sqlite_/i.test(name);
}

/** What collections and fields may be called, besides what each of them reserves for itself. */
export function checkIdentifier(name: string, maxLength: number): Problem | null {
  if (name.length > maxLength) {
    return problem("validation_length_out_of_range", `At most ${maxLength} characters.`, {
      min: 1,
      max: maxLength,
    });
  }
  if (!/^[a-zA-Z0-9_]+$/.test(name)) {
    return problem("validation_match_invalid", "Use letters, digits and _.");
  }
  if (name.includes("_via_")) {
    return problem("validation_found_via", "_via_ stands for back relations in filters.");
  }
  // Every object has these already (`constructor`, `__proto__`): a record could not tell its own.
  if (name in {}) return problem("validation_not_in_invalid", `${name} is a reserved name.`);
  return null;
}
