import { TextOption } from "../settings-parts.tsx";
import type { SettingsProps } from "../settings-props.ts";
import { settingsText as words } from "../settings-strings.ts";

export function DateSettings(props: SettingsProps) {
  return (
    <>
      <TextOption {...props} option="min" label={words.earliest} placeholder={words.dateHint} />
      <TextOption {...props} option="max" label={words.latest} placeholder={words.dateHint} />
    </>
  );
}
