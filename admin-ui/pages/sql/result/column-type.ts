import { fieldKinds, type FieldKind } from "../../../fields/field-kinds.ts";
import type { ResultColumn } from "../outcome.ts";
import { resultText } from "../strings.ts";

/** The kind of field whose values a column shows; undefined for what is no record's. */
export function kindOf({ type, field }: ResultColumn): FieldKind | undefined {
  const kinds: Readonly<Record<string, FieldKind>> = fieldKinds;
  return field === "" ? undefined : kinds[type];
}

/** What a column's values are, in a word. */
export function typeInWords(column: ResultColumn): string {
  return kindOf(column)?.label ?? (column.type || resultText.computed);
}
