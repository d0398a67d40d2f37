import { Failure } from "../src/kernel/failure.ts";
import { readKey } from "../src/kernel/vault.ts";
import { setting } from "./arguments.ts";
import { readTextFile } from "./read-input.ts";

/** The key in the variable, or in the file that the same variable with `_FILE` names; else null. */
export async function keyFromEnvironment(
  variable: "VAULTBASE_ENCRYPTION_KEY" | "VAULTBASE_NEW_ENCRYPTION_KEY",
): Promise<ReturnType<typeof readKey> | null> {
  const text = setting(undefined, variable);
  const file = setting(undefined, `${variable}_FILE`);
  if (text !== undefined && file !== undefined) {
    throw new Failure("invalid", `${variable} and ${variable}_FILE are both set.`, {
      hint: "Keep one of them.",
    });
  }
  if (text !== undefined) return readKey(text, variable);
  return file === undefined ? null : readKey(await readTextFile(file), `${variable}_FILE`);
}
