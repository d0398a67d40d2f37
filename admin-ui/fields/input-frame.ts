import type { InputProps } from "./input.ts";

/** What all inputs show of a field: its name, what it means, what is wrong. */
export function frameOf({ field, error, isFirst }: InputProps) {
  return {
    label: field.name,
    ...(field.help !== "" && { description: field.help }),
    ...(field.required === true && { withAsterisk: true }),
    ...(error !== undefined && { error }),
    ...(isFirst && { "data-autofocus": true }),
  };
}
