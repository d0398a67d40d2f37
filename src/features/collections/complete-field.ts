import type { Field, FieldTypeName } from "./field.ts";
import { fieldTypes } from "./field-types.ts";

export interface GivenField {
  readonly id: string;
  readonly name: string;
  readonly type: FieldTypeName;
  readonly [option: string]: unknown;
}

/** A field with every option its type has: what was left out gets its default. */
export function completeField(given: GivenField): Field {
  const options = Object.entries(fieldTypes[given.type].options).map(
    ([name, schema]) => [name, given[name] ?? schema.default] as const,
  );
  return {
    id: given.id,
    name: given.name,
    type: given.type,
    system: given.system === true,
    hidden: given.hidden === true,
    presentable: given.presentable === true,
    help: typeof given.help === "string" ? given.help : "",
    ...Object.fromEntries(options),
  };
}
