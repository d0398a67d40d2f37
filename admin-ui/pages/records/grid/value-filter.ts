import type { Field } from "../../../../src/product.ts";
import { holdsMany, quoted } from "../../../client/record.ts";
import { isFilter } from "../query-text.ts";

/** What cannot be compared with a value as it stands in a cell. */
const incomparable = new Set(["json", "file", "vector", "geoPoint", "editor", "password"]);

/** Records whose field has the value, or has it not; null where that cannot be asked. */
export function valueFilter(field: Field, value: unknown, isWanted: boolean): string | null {
  if (incomparable.has(field.type)) return null;
  const isOneOfMany = holdsMany(field) && value !== "";
  const operator = isOneOfMany ? (isWanted ? "~" : "!~") : isWanted ? "=" : "!=";
  const isBare = typeof value === "number" || typeof value === "boolean";
  return `${field.name} ${operator} ${isBare ? value : quoted(String(value ?? ""))}`;
}

/** One more condition upon a filter; words that are looked for give way to it. */
export function narrowed(present: string | undefined, condition: string): string {
  if (present === undefined || !isFilter(present)) return condition;
  const whole = present.includes("||") ? `(${present})` : present;
  return `${whole} && ${condition}`;
}
