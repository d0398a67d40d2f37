import { Failure } from "../src/kernel/failure.ts";

/** Flags that mean the same everywhere. */
export const directoryArguments = {
  dir: {
    type: "string",
    description: "Data directory (VAULTBASE_DIR; default ./vaultbase_data)",
    valueHint: "DIR",
  },
} as const;

export const targetArguments = {
  ...directoryArguments,
  url: {
    type: "string",
    description: "Talk to this server instead of a data directory (VAULTBASE_URL)",
    valueHint: "URL",
  },
  token: {
    type: "string",
    description: "Token for --url (VAULTBASE_TOKEN)",
    valueHint: "TOKEN",
  },
} as const;

export const jsonArgument = {
  json: { type: "boolean", description: "Print JSON" },
} as const;

export const fileArgument = {
  file: {
    type: "string",
    description: "A file for a field; may be given again",
    valueHint: "FIELD=PATH",
  },
} as const;

export const yesArgument = {
  yes: { type: "boolean", alias: "y", description: "Do not ask for confirmation" },
} as const;

/** A flag, else its environment variable, else undefined. */
export function setting(
  flag: string | undefined,
  variable: `VAULTBASE_${string}`,
): string | undefined {
  if (flag !== undefined) return flag;
  const value = process.env[variable];
  return value === "" ? undefined : value;
}

/** @throws Failure `invalid` for anything but true, false, 1, 0, yes or no. */
export function booleanSetting(
  flag: boolean | undefined,
  variable: `VAULTBASE_${string}`,
): boolean {
  if (flag !== undefined) return flag;
  const value = setting(undefined, variable)?.toLowerCase();
  if (value === undefined || ["false", "0", "no"].includes(value)) return false;
  if (["true", "1", "yes"].includes(value)) return true;
  throw new Failure("invalid", `${variable} is ${JSON.stringify(value)}.`, {
    hint: `Set ${variable} to true or false.`,
  });
}

/** A flag's values, else those in its environment variable, separated by commas. */
export function listSetting(
  given: readonly string[],
  variable: `VAULTBASE_${string}`,
): readonly string[] {
  if (given.length > 0) return given;
  const listed = setting(undefined, variable)?.split(",") ?? [];
  return listed.map((each) => each.trim()).filter((each) => each !== "");
}

export function dataDirectory(flag: string | undefined): string {
  return setting(flag, "VAULTBASE_DIR") ?? "vaultbase_data";
}

/** @throws Failure `invalid` for what is no port. */
export function portSetting(flag: string | undefined): number {
  const text = setting(flag, "VAULTBASE_PORT") ?? "8091";
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535 && text.trim() !== "") return port;
  throw new Failure("invalid", `${JSON.stringify(text)} is no port.`, {
    hint: "Give a number from 1 to 65535, or 0 for any free one: --port 8091.",
  });
}

/** @throws Failure `invalid` for what is no number from 1 to 999999. */
export function count(flag: string, text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new Failure("invalid", `--${flag} takes a number, not ${JSON.stringify(text)}.`, {
    hint: `For example --${flag} 100.`,
  });
}
