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
    if (JSON.stringify(value) !== JSON.stringify(at(before, name))) {
      changes = put(changes ?? {}, name, value);
    }
  }
  return changes;
}

/** The value of `smtp.host`, of `rateLimits.rules.0.label`. */
export function at(values: unknown, name: string): unknown {
  return name
    .split(".")
    .reduce<unknown>((value, key) => (isValues(value) ? value[key] : undefined), values);
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
