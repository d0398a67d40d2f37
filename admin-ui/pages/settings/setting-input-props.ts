import type { SettingDescription } from "../../../src/product.ts";
import type { BoundSetting, SettingsForm } from "./bound-setting.ts";
import type { Values } from "./setting-values.ts";

export interface SettingInputProps {
  readonly setting: SettingDescription;
  readonly bound: BoundSetting;
  readonly form: SettingsForm;
  /** By its variable. */
  readonly locked: boolean;
  /** All settings as the server has them. */
  readonly saved: Values;
}
