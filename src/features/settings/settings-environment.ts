import type { TSchema } from "@sinclair/typebox";
import { checkInput } from "../../kernel/check-input.ts";
import { Failure } from "../../kernel/failure.ts";
import { nearest } from "../../lib/nearest.ts";
import { allSettings, partial, withSetting, type Patch } from "./setting-paths.ts";
import { settingsSchema } from "./settings.ts";

const prefix = "VAULTBASE_SETTINGS_";

/** The variable that sets a setting and locks it: `smtp.host` is VAULTBASE_SETTINGS_SMTP_HOST. */
export function variableOf(path: readonly string[]): string {
  const words = path.map((each) => each.replaceAll(/([a-z\d])([A-Z])/g, "$1_$2"));
  return prefix + words.join("_").toUpperCase();
}

/**
 * What the environment sets: text as it is, numbers, true and false, lists as JSON or with commas.
 * @throws Failure `invalid` for a variable that no setting has, or a value that it cannot have.
 */
export function settingsFrom(environment: Readonly<Record<string, string | undefined>>): Patch {
  const known = new Map(allSettings.map((setting) => [variableOf(setting.path), setting]));
  let patch: Patch = {};
  for (const [variable, text] of Object.entries(environment)) {
    if (!variable.startsWith(prefix) || text === undefined || text === "") continue;
    const setting = known.get(variable);
    if (!setting) throw unknownVariable(variable, [...known.keys()]);
    patch = withSetting(patch, setting.path, readValue(variable, setting.schema, text));
  }
  return checkInput({ name: "The environment", input }, patch) as Patch;
}

const input = partial(settingsSchema);

function readValue(variable: string, { type }: TSchema, text: string): unknown {
  if (type === "string") return text;
  if (type === "array" && !text.trimStart().startsWith("[")) {
    return text.split(",").map((each) => each.trim());
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    const wanted = type === "boolean" ? "true or false" : type === "integer" ? "a number" : "JSON";
    throw new Failure("invalid", `${variable} takes ${wanted}.`, {
      cause,
      hint: `It says ${JSON.stringify(text)}.`,
    });
  }
}

function unknownVariable(variable: string, known: readonly string[]): Failure {
  const near = nearest(variable, known);
  return new Failure("invalid", `${variable} is no setting.`, {
    hint: near ? `Did you mean ${near}?` : `Settings are ${known.join(", ")}.`,
  });
}
