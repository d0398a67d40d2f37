import type { SettingDescription } from "../../../src/product.ts";

export type Values = Readonly<Record<string, unknown>>;

/** What a form begins with. A secret, which nobody is shown, is null for as long as it stays. */
export function valuesOf(settings: readonly SettingDescription[], given: Values): Values {
  let values: Values = {};
  for (const { name, writeOnly } of settings) {
    values = put(values, name, writeOnly ? null : at(given, name));
  }
  return values;
}

/** Only what differs, so that nothing of somebody else's change is undone; null where nothing does. */
export function changesOf(
  settings: readonly SettingDescription[],
  before: Values,
  after: Values,
): Values | null {
  let changes: Values | null = null;
  for (const { name } of settings) {
    const value = at(after, name);
    if (!isSame(value, at(before, name))) changes = put(changes ?? {}, name, value);
  }
  return changes;
}

/** What a form goes on with after a save: what was saved, and whatever has been typed meanwhile. */
export function afterSave(
  settings: readonly SettingDescription[],
  { before, typed, sent, saved }: Record<"before" | "typed" | "sent" | "saved", Values>,
): Values {
  let values = valuesOf(settings, saved);
  for (const { name } of settings) {
    const value = at(typed, name);
    const isNew = !isSame(value, at(before, name)) && !isSame(value, at(sent, name));
    if (isNew) values = put(values, name, value);
  }
  return values;
}

/** What takes a change back; null where a secret was changed, which nobody knows any more. */
export function undoOf(
  settings: readonly SettingDescription[],
  before: Values,
  changes: Values,
): Values | null {
  let back: Values = {};
  for (const { name, writeOnly } of settings) {
    if (at(changes, name) === undefined) continue;
    if (writeOnly) return null;
    back = put(back, name, at(before, name));
  }
  return back;
}

/** The value of `smtp.host`, of `rateLimits.rules.0.label`. */
export function at(values: unknown, name: string): unknown {
  return name
    .split(".")
    .reduce<unknown>((value, key) => (isValues(value) ? value[key] : undefined), values);
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function put(values: Values, name: string, value: unknown): Values {
  const [key = "", ...deeper] = name.split(".");
  if (deeper.length === 0) return { ...values, [key]: value };
  const inner = values[key];
  return { ...values, [key]: put(isValues(inner) ? inner : {}, deeper.join("."), value) };
}

function isValues(value: unknown): value is Values {
  return typeof value === "object" && value !== null;
}
