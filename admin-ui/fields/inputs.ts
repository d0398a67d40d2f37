import type { ComponentType } from "react";
import type { FieldTypeName } from "../../src/product.ts";
import { AutodateInput } from "./autodate/input.tsx";
import { BoolInput } from "./bool/input.tsx";
import { DateInput } from "./date/input.tsx";
import { EditorInput } from "./editor/input.tsx";
import { EmailInput } from "./email/input.tsx";
import { FileInput } from "./file/input.tsx";
import { GeoPointInput } from "./geo-point/input.tsx";
import type { InputProps } from "./input.ts";
import { JsonInput } from "./json/input.tsx";
import { NumberInput } from "./number/input.tsx";
import { PasswordInput } from "./password/input.tsx";
import { RelationInput } from "./relation/input.tsx";
import { SelectInput } from "./select/input.tsx";
import { TextInput } from "./text/input.tsx";
import { UrlInput } from "./url/input.tsx";
import { VectorInput } from "./vector/input.tsx";

/** How each type's value is written. */
export const inputs: Readonly<Record<FieldTypeName, ComponentType<InputProps>>> = {
  text: TextInput,
  editor: EditorInput,
  number: NumberInput,
  bool: BoolInput,
  email: EmailInput,
  url: UrlInput,
  date: DateInput,
  autodate: AutodateInput,
  select: SelectInput,
  relation: RelationInput,
  file: FileInput,
  json: JsonInput,
  geoPoint: GeoPointInput,
  vector: VectorInput,
  password: PasswordInput,
};
