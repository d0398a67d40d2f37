import type { Field, FieldTypeName } from "./field.ts";
import { fieldTypes } from "./field-types.ts";

export interface GivenField {
  readonly id: string;
  readonly name: string;
  readonly type: FieldTypeName;
  readonly [option: string]: unknown;
}

/**
 * A field with every option its type has: what was left out gets its default. In alphabetical order, as
 * PocketBase has them, so that equal fields are equal texts whoever wrote them.
 */
export function completeField(given: GivenField): Field {
  const options = Object.entries(fieldTypes[given.type].options).map(
    ([name, schema]) => [name, given[name] ?? schema.default] as const,
  );
  const field: Field = {
    id: given.id,
    name: given.name,
    type: given.type,
    system: given.system === true,
    hidden: given.hidden === true,
    presentable: given.presentable === true,
    help: typeof given.help === "string" ? given.help : "",
    ...Object.fromEntries(options),
  };
  const entries = Object.entries(field).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries) as Field;
}
