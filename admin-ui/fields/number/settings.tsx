import { NumberOption, SwitchOption } from "../settings-parts.tsx";
import type { SettingsProps } from "../settings-props.ts";
import { settingsText as words } from "../settings-strings.ts";

export function NumberSettings(props: SettingsProps) {
  const limit = { ...props, none: null, onlyWhole: false, placeholder: words.noLimit };
  return (
    <>
      <NumberOption {...limit} option="min" label={words.minimum} />
      <NumberOption {...limit} option="max" label={words.maximum} />
      <SwitchOption {...props} option="onlyInt" label={words.onlyInt} />
    </>
  );
}
