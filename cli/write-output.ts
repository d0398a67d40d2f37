import { open } from "node:fs/promises";
import { Failure } from "../src/kernel/failure.ts";

/** Where what a command writes goes. */
export const outputArgument = {
  output: {
    type: "string",
    alias: ["o", "out"] as string[],
    description: "A file; default: standard output",
  },
} as const;

/** To the file named `path`, or to standard output. @throws Failure where it cannot be written. */
export async function writeAll(
  pieces: AsyncIterable<string> | Iterable<string>,
  path: string | undefined,
): Promise<void> {
  if (path === undefined) {
    for await (const piece of pieces) if (piece !== "") await toStandardOutput(piece);
    return;
  }
  const file = await open(path, "w").catch((cause: Error) => {
    throw new Failure("invalid", `${path} cannot be written.`, { cause, hint: cause.message });
  });
  try {
    for await (const piece of pieces) if (piece !== "") await file.write(piece);
  } finally {
    await file.close();
  }
}

function toStandardOutput(piece: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(piece, (error) => (error ? reject(error) : resolve()));
  });
}
