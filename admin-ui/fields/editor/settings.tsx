import { NumberOption, SwitchOption } from "../settings-parts.tsx";
import type { SettingsProps } from "../settings-props.ts";
import { settingsText as words } from "../settings-strings.ts";

export function EditorSettings(props: SettingsProps) {
  return (
    <>
      <NumberOption
        {...props}
        option="maxSize"
        label={words.maxSize}
        placeholder={words.defaultMax("5 MB")}
      />
      <SwitchOption {...props} option="convertURLs" label={words.convertUrls} />
    </>
  );
}
