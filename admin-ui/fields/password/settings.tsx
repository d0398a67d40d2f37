import { NumberOption, TextOption } from "../settings-parts.tsx";
import type { SettingsProps } from "../settings-props.ts";
import { settingsText as words } from "../settings-strings.ts";

export function PasswordSettings(props: SettingsProps) {
  return (
    <>
      <NumberOption {...props} option="min" label={words.minLength} placeholder={words.noLimit} />
      <NumberOption
        {...props}
        option="max"
        label={words.maxLength}
        placeholder={words.defaultMax("71")}
      />
      <TextOption
        {...props}
        option="pattern"
        label={words.pattern}
        description={words.patternHint}
        code
      />
      <NumberOption
        {...props}
        option="cost"
        label={words.cost}
        placeholder={words.defaultMax("10")}
      />
    </>
  );
}
