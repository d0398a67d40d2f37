import { ListOption } from "../settings-parts.tsx";
import type { SettingsProps } from "../settings-props.ts";
import { settingsText as words } from "../settings-strings.ts";

export function EmailSettings(props: SettingsProps) {
  return (
    <>
      <ListOption
        {...props}
        option="onlyDomains"
        label={words.onlyDomains}
        placeholder={words.domain}
      />
      <ListOption
        {...props}
        option="exceptDomains"
        label={words.exceptDomains}
        placeholder={words.domain}
      />
    </>
  );
}
