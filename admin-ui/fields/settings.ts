import type { ComponentType } from "react";
import type { FieldTypeName } from "../../src/product.ts";
import { AutodateSettings } from "./autodate/settings.tsx";
import { BoolSettings } from "./bool/settings.tsx";
import { DateSettings } from "./date/settings.tsx";
import { EditorSettings } from "./editor/settings.tsx";
import { EmailSettings } from "./email/settings.tsx";
import { FileSettings } from "./file/settings.tsx";
import { GeoPointSettings } from "./geo-point/settings.tsx";
import { JsonSettings } from "./json/settings.tsx";
import { NumberSettings } from "./number/settings.tsx";
import { PasswordSettings } from "./password/settings.tsx";
import { RelationSettings } from "./relation/settings.tsx";
import { SelectSettings } from "./select/settings.tsx";
import type { SettingsProps } from "./settings-props.ts";
import { TextSettings } from "./text/settings.tsx";
import { UrlSettings } from "./url/settings.tsx";
import { VectorSettings } from "./vector/settings.tsx";

/** What each type can be told beside what all fields have. */
export const settings: Readonly<Record<FieldTypeName, ComponentType<SettingsProps>>> = {
  text: TextSettings,
  editor: EditorSettings,
  number: NumberSettings,
  bool: BoolSettings,
  email: EmailSettings,
  url: UrlSettings,
  date: DateSettings,
  autodate: AutodateSettings,
  select: SelectSettings,
  relation: RelationSettings,
  file: FileSettings,
  json: JsonSettings,
  geoPoint: GeoPointSettings,
  vector: VectorSettings,
  password: PasswordSettings,
};
