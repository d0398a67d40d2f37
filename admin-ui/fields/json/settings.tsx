import { NumberOption } from "../settings-parts.tsx";
import type { SettingsProps } from "../settings-props.ts";
import { settingsText as words } from "../settings-strings.ts";

export function JsonSettings(props: SettingsProps) {
  return (
    <NumberOption
      {...props}
      option="maxSize"
      label={words.maxSize}
      placeholder={words.defaultMax("1 MB")}
    />
  );
}
