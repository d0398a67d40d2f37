import type { UseFormReturnType } from "@mantine/form";
import { at } from "./setting-values.ts";

export type SettingsForm = UseFormReturnType<Record<string, unknown>>;

/** A setting as its input needs it. */
export interface BoundSetting {
  readonly value: unknown;
  /** Its own problem, or those of its entries. */
  readonly error: string | undefined;
  readonly change: (value: unknown) => void;
}

export function bind(form: SettingsForm, name: string): BoundSetting {
  const value = at(form.values, name);
  return {
    value,
    error: problemIn(form.errors, name, value),
    change(next) {
      form.setFieldValue(name, next);
      for (const path of Object.keys(form.errors)) {
        if (path.startsWith(`${name}.`)) form.clearFieldError(path);
      }
    },
  };
}

/** `10.0.0.x: Invalid IP or CIDR subnet.` */
function problemIn(
  errors: SettingsForm["errors"],
  name: string,
  value: unknown,
): string | undefined {
  const own = errors[name] ? [String(errors[name])] : [];
  const ofEntries = (Array.isArray(value) ? value : []).flatMap((entry: unknown, index) => {
    const error = errors[`${name}.${index}`];
    return error ? [`${String(entry)}: ${String(error)}`] : [];
  });
  return [...own, ...ofEntries].join(" ") || undefined;
}
