import { Failure } from "../src/kernel/failure.ts";

/** A value as typed, or the content behind `@FILE` and `-` (standard input). */
export async function readInput(value: string): Promise<string> {
  if (value === "-") return Bun.stdin.text();
  return value.startsWith("@") ? readTextFile(value.slice(1)) : value;
}

/** @throws Failure `notFound` or `invalid` when the file cannot be read. */
export async function readTextFile(path: string): Promise<string> {
  if (path === "-") return Bun.stdin.text();
  try {
    return await Bun.file(path).text();
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === "ENOENT";
    throw new Failure(missing ? "notFound" : "invalid", `The file ${path} cannot be read.`, {
      cause,
      hint: missing
        ? `There is no such file in ${process.cwd()}.`
        : String((cause as Error).message),
    });
  }
}
