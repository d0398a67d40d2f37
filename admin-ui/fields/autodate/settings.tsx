import { SwitchOption } from "../settings-parts.tsx";
import type { SettingsProps } from "../settings-props.ts";
import { settingsText as words } from "../settings-strings.ts";

export function AutodateSettings(props: SettingsProps) {
  return (
    <>
      <SwitchOption {...props} option="onCreate" label={words.onCreate} />
      <SwitchOption {...props} option="onUpdate" label={words.onUpdate} />
    </>
  );
}
