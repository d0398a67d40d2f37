import { nearest } from "../../lib/nearest.ts";
import type { Cell } from "../../kernel/storage.ts";
import { fieldTypeNames, type Field, type FieldType, type FieldTypeName } from "./field.ts";
import { autodate } from "./fields/autodate.ts";
import { bool } from "./fields/bool.ts";
import { date } from "./fields/date.ts";
import { editor } from "./fields/editor.ts";
import { email } from "./fields/email.ts";
import { file } from "./fields/file.ts";
import { geoPoint } from "./fields/geo-point.ts";
import { json } from "./fields/json.ts";
import { number } from "./fields/number.ts";
import { password } from "./fields/password.ts";
import { relation } from "./fields/relation.ts";
import { select } from "./fields/select.ts";
import { text } from "./fields/text.ts";
import { url } from "./fields/url.ts";
import { vector } from "./fields/vector.ts";

/** Every field type there is; a new one is a file and a line here. */
export const fieldTypes: Readonly<Record<FieldTypeName, FieldType>> = {
  text,
  number,
  bool,
  email,
  url,
  editor,
  date,
  autodate,
  select,
  relation,
  file,
  json,
  geoPoint,
  vector,
  password,
};

export function fieldTypeOf(field: Field): FieldType {
  return fieldTypes[field.type];
}

/** How the field's cells become values; undefined where they are that already. */
export function decoderOf(field: Field): ((cell: Cell) => unknown) | undefined {
  return fieldTypeOf(field).decoder?.(field);
}

export function isFieldTypeName(name: unknown): name is FieldTypeName {
  return fieldTypeNames.includes(name as FieldTypeName);
}

/** The type's name that somebody most likely meant. */
export function nearestFieldType(name: string): string | undefined {
  return nearest(name, fieldTypeNames);
}
