import { Failure } from "../../kernel/failure.ts";

export function isMissing(thrown: unknown): boolean {
  return codeOf(thrown) === "ENOENT" || codeOf(thrown) === "ENOTDIR";
}

/** What the file system refuses, in words; anything else stays what it is. */
export function translate(thrown: unknown): unknown {
  const advice = advices[codeOf(thrown) ?? ""];
  if (advice === undefined) return thrown;
  return new Failure("unavailable", "The file cannot be stored.", { hint: advice, cause: thrown });
}

const advices: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full: make room and try again.",
  EDQUOT: "The disk quota is used up: make room and try again.",
  EROFS: "The data directory cannot be written to.",
  EACCES: "The data directory cannot be written to.",
  EMFILE: "Too many files are open: try again.",
};

function codeOf(thrown: unknown): string | undefined {
  return (thrown as NodeJS.ErrnoException | null)?.code;
}
